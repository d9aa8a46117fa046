import {
  holdsConsistency,
  openNote,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  readBase64,
  sha256,
  verifyEd25519,
} from '@kakburk/shared/proof'
import { describe, expect, it } from 'vitest'
import { createKeys } from '../log/keys/keys.ts'
import { createServer, outcome, post, type Server } from '../testing/server.ts'
import { createVisitor } from '../testing/visitor.ts'

const read = async ({ app }: Server, path: string): Promise<string> => (await app.request(`/s/window-shop/${path}`)).text()

/** The checkpoint that a note holds, after its signature was checked with the keys that the server tells. */
const openCheckpoint = async (server: Server, text: string) => {
  const keys = (await read(server, 'key')).trim().split('\n')
  const note = parseNote(text)
  await openNote(
    note,
    keys.map((key) => parseVerifierKey(sha256, key.split(' ')[0] ?? '')),
    verifyEd25519,
  )
  return parseCheckpoint(note.text)
}

describe('the checkpoint of a site', () => {
  it('tells anyone how far its log has come, signed', async () => {
    const server = await createServer()
    const first = await openCheckpoint(server, await read(server, 'checkpoint'))
    expect(first).toMatchObject({ origin: 'consent.example/window-shop', size: 1 })
    await post(server, createVisitor().signed())
    const second = await openCheckpoint(server, await read(server, 'checkpoint'))
    expect(second).toMatchObject({ origin: 'consent.example/window-shop', size: 2 })
    expect(second.root).not.toEqual(first.root)
  })

  it('continues any earlier one, which can be checked', async () => {
    const server = await createServer()
    const seen = []
    for (let count = 0; count < 6; count++) {
      seen.push(parseCheckpoint(parseNote(await read(server, 'checkpoint')).text))
      await post(server, createVisitor().signed())
    }
    for (const { size: from, root: fromRoot } of seen) {
      const text = await read(server, `consistency?from=${from}`)
      // Lines of hashes, of which there may be none, an empty line, and the note.
      const end = text.startsWith('\n') ? 0 : text.indexOf('\n\n') + 1
      const { size: to, root: toRoot } = await openCheckpoint(server, text.slice(end + 1))
      const path = text
        .slice(0, end)
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => readBase64(line) ?? new Uint8Array())
      expect(to).toBe(7)
      expect(holdsConsistency(sha256, { from, to, fromRoot, toRoot, path })).toBe(true)
    }
  })

  it('continues any earlier one up to any other that was given out, and not beyond', async () => {
    const server = await createServer()
    const seen = []
    for (let count = 0; count < 5; count++) {
      seen.push(parseCheckpoint(parseNote(await read(server, 'checkpoint')).text))
      await post(server, createVisitor().signed())
    }
    for (const { size: to, root: toRoot } of seen)
      for (const { size: from, root: fromRoot } of seen.filter(({ size }) => size < to)) {
        const text = await read(server, `consistency?from=${from}&to=${to}`)
        const [hashes = ''] = text.split('\n\n')
        const path = hashes.split('\n').map((line) => readBase64(line) ?? new Uint8Array())
        expect(holdsConsistency(sha256, { from, to, fromRoot, toRoot, path })).toBe(true)
        expect((await openCheckpoint(server, text.slice(hashes.length + 2))).size).toBe(to)
      }
    for (const beyond of ['?from=1&to=7', '?from=3&to=2', '?from=1&to=', '?from=1&to=0']) {
      const answer = await server.app.request(`/s/window-shop/consistency${beyond}`)
      expect([await outcome(answer.clone()), answer.headers.get('Access-Control-Allow-Origin')]).toEqual(['400 range-invalid', '*'])
    }
  })

  it.each(['', '?from=', '?from=-1', '?from=1.5', '?from=01', '?from=1e0', '?from=3', '?from=99999999999999999999'])(
    'continues no such thing as %s',
    async (query) => {
      expect(await outcome((await createServer()).app.request(`/s/window-shop/consistency${query}`))).toBe('400 range-invalid')
    },
  )
})

it('tells the keys of a site, and until when each signs', async () => {
  const server = await createServer()
  const first = await read(server, 'key')
  expect(first).toMatch(/^consent\.example\/window-shop\+[0-9a-f]{8}\+A[\w+/]{43}\n$/)
  const { added } = createKeys(server.database, { now: () => server.clock.time }).rotate('window-shop', 7)
  expect(await read(server, 'key')).toBe(`${first.trim()} until 2026-11-27T12:00:00.500Z\n${added.verifier}\n`)
})

describe.each(['checkpoint', 'consistency?from=1', 'key'])('%s', (path) => {
  it('may be read from any page, and is never stale', async () => {
    const { headers } = await (await createServer()).app.request(`/s/window-shop/${path}`)
    expect(['Access-Control-Allow-Origin', 'Cache-Control', 'Content-Type'].map((name) => headers.get(name))).toEqual([
      '*',
      'no-cache',
      'text/plain; charset=utf-8',
    ])
  })

  it('knows no site that there is not', async () => {
    expect(await outcome((await createServer()).app.request(`/s/nobody/${path}`))).toBe('404 site-unknown')
  })
})
