import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeDraft } from '../receipts/draft.ts'
import { makeBundle, readBundle, runVerifier, writeFiles } from '../testing/bundle.ts'
import { makeFolder } from '../testing/folder.ts'
import { createVisitor } from '../testing/visitor.ts'

/** One more than fill two levels of tiles. */
const more = 256 ** 2 + 1

it('verifies with more than 65,536 entries, and names a line behind the first so many', async () => {
  const visitor = createVisitor()
  const { file } = await makeBundle(async ({ log }) => {
    for (let left = more; left > 0; left -= 1000) {
      const drafts = Array.from({ length: Math.min(left, 1000) }, () => makeDraft(visitor.signed(), { browser: 'Firefox', country: 'SE' }))
      await Promise.all(drafts.map((draft) => log.append(draft)))
    }
  })
  const folder = writeFiles(makeFolder(), await readBundle(file))
  const whole = runVerifier(folder, '--all')
  expect(whole.code, whole.stdout).toBe(0)
  expect(Number(/Entries in the tree: (\d+)/.exec(whole.stdout)?.[1])).toBeGreaterThan(more)

  const entries = join(folder, 'entries.jsonl')
  const lines = readFileSync(entries, 'utf8').split('\n')
  lines[more] = (lines[more] ?? '').replace('"action":"accept', '"action":"reject')
  writeFileSync(entries, lines.join('\n'))
  const altered = runVerifier(folder)
  expect(altered.code).toBe(1)
  expect(altered.stdout).toContain(`FAULT entries.jsonl, line ${more + 1}: was altered`)
}, 1_800_000)
