import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Draft } from '../log/contract.ts'
import { makeFormDraft } from '../receipts/form.ts'
import { later, readBundle, writeFiles } from '../testing/bundle.ts'
import { createTerminal } from '../testing/command.ts'
import { makeFolder } from '../testing/folder.ts'
import { createServer } from '../testing/server.ts'
import { policyId } from '../testing/shop.ts'
import { everything, nothing } from '../testing/visitor.ts'
import { readFolder, verifyBundle } from './verify.mjs'

const answer = (grants: Record<string, boolean>): Draft =>
  makeFormDraft({ id: randomUUID(), site: 'window-shop', policy: policyId, grants, language: 'sv', page: '/' }, { browser: 'Firefox' })

const yes = answer(everything)
const withdrawal = (visitor: string | undefined): Draft => ({
  entry: { ...answer(nothing).entry, type: 'withdrawal', action: 'withdraw', previous: yes.entry.id },
  half: { browser: 'Firefox', by: 'link', language: 'sv', visitor: visitor ?? '' },
})
const following = (differing: Partial<Draft['entry']>): Draft => {
  const { entry, half } = answer(nothing)
  return { entry: { ...entry, previous: yes.entry.id, ...differing }, half }
}

it.each([
  ['answers by form, one taken back by its link', [answer(nothing), yes, withdrawal(yes.half?.visitor), answer(everything)], []],
  [
    'one that was taken back by the link of another',
    [yes, withdrawal(answer(everything).half?.visitor)],
    [/^follows line 2, which is of another visitor$/],
  ],
  ['one that follows a yes', [yes, following({ type: 'consent', action: 'reject-all' })], [/^was said by a form/]],
  ['one that takes a yes back', [yes, following({ type: 'withdrawal', action: 'withdraw' })], [/^was said by a form/]],
] as [string, Draft[], RegExp[]][])('finds what is wrong with a log that has %s', async (_, drafts, expected) => {
  const terminal = createTerminal()
  const { log, database, signatures } = await createServer({ file: terminal.database })
  for (const draft of drafts) await log.append(draft)
  await signatures.close()
  database.close()
  const file = join(terminal.folder, 'bundle.zip')
  const auditor = createTerminal({ now: later, env: { KAKBURK_DATABASE: terminal.database } })
  expect(await auditor.kakburk('export', '--site', 'window-shop', '--bundle', file)).toMatchObject({ code: 0 })
  const { faults } = await verifyBundle(readFolder(writeFiles(makeFolder(), await readBundle(file))), { all: true })
  expect(faults.map(({ message }) => message)).toEqual(expected.map((message) => expect.stringMatching(message)))
})
