import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { makeLoggedEntry } from '../log/entry.ts'
import { aDraft, half } from '../testing/draft.ts'
import { oddDrafts, ordinaryDrafts } from '../testing/hostile.ts'
import { printJsonLine } from './json-lines.ts'
import { makeExported } from './log-printer.ts'

const place = { index: 7, at: '2026-11-20T12:00:00.500Z', salt: new Uint8Array(32).fill(1) }

it('has the entry and the personal half byte for byte, from which the hashes follow', () => {
  const logged = makeLoggedEntry(aDraft({}, { ...half, page: '/fönster/🍪' }), place)
  const line = printJsonLine({ ...makeExported(logged), check: 'valid' })
  const [, entry = '', leafHash, salt = '', personal = ''] =
    /^\{"index":7,"entry":(\{.*\}),"leafHash":"(\w{64})","signature":"valid","salt":"([\w-]{43})","personal":(\{.*\})\}\n$/.exec(line) ?? []
  expect(createHash('sha256').update(`\0${entry}`).digest('hex')).toBe(leafHash)
  expect(createHash('sha256').update(Buffer.from(salt, 'base64url')).update(personal).digest('base64url')).toBe(logged.entry.commitment)
})

it('has no word on what was not checked, and nothing where a half was erased or never was', () => {
  const logged = makeLoggedEntry(aDraft(), place)
  expect(Object.keys(JSON.parse(printJsonLine(makeExported(logged))))).toEqual(['index', 'entry', 'leafHash', 'salt', 'personal'])
  expect(Object.keys(JSON.parse(printJsonLine(makeExported({ ...logged, personal: null }))))).toEqual(['index', 'entry', 'leafHash'])
})

it.each(Object.entries({ ...ordinaryDrafts, ...oddDrafts }))('is one line of JSON, whatever is in it: %s', (_, draft) => {
  const logged = makeLoggedEntry(draft, place)
  const line = printJsonLine(makeExported(logged))
  expect(line.indexOf('\n')).toBe(line.length - 1)
  const read = JSON.parse(line)
  expect([read.entry, read.personal ?? null]).toEqual([JSON.parse(logged.text), logged.personal?.half ?? null])
})
