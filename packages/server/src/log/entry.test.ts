import { canonical } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { aDraft } from '../testing/draft.ts'
import { makeCommitment, makeLeafHash, makeLoggedEntry } from './entry.ts'

const salt = new Uint8Array(32).fill(7)
const at = '2026-11-20T12:00:00.000Z'

describe('an entry', () => {
  it('is canonical JSON: names in order, no blanks', () => {
    const draft = aDraft({ id: '1b4e28ba-2fa1-41d2-883f-0016d3cca427', grants: { marketing: false, analytics: true } }, null)
    expect(makeLoggedEntry(draft, { index: 0, at, salt }).text).toBe(
      '{"action":"accept-all","at":"2026-11-20T12:00:00.000Z","commitment":null,"grants":{"analytics":true,"marketing":false},' +
        '"id":"1b4e28ba-2fa1-41d2-883f-0016d3cca427","policy":"sha256-p","previous":null,"site":"window-shop","type":"consent","v":1}',
    )
  })

  it('of an erasure names what is erased and why, in canonical JSON too', () => {
    const draft = aDraft({ type: 'erasure', action: 'erase', grants: {}, reason: 'visitor', erased: [1, 20, 3] }, null)
    const { text, entry } = makeLoggedEntry(draft, { index: 21, at, salt })
    expect(text).toBe(canonical({ v: 1, ...draft.entry, at, commitment: null }))
    expect(entry).toEqual({ v: 1, ...draft.entry, at, commitment: null })
  })

  // Made with: printf '\0{}' | sha256sum
  it('has the leaf hash of RFC 9162', () => {
    expect(Buffer.from(makeLeafHash('{}')).toString('hex')).toBe('28a3a18f6cd6406b086e9ffda1f9b8a13dbcf44b0f3f32cb9031a11fd053acf9')
  })

  // Made with: { head -c 32 /dev/zero | tr '\0' '\7'; printf '{"browser":"Firefox"}'; } | openssl dgst -sha256 -binary | base64
  it('is committed to its personal half under the salt', () => {
    expect(makeCommitment(salt, '{"browser":"Firefox"}')).toBe('KPBzrzLYplB9jykMDxSGkaPTSeICqV-Ii4e5hozh9nc')
  })

  it('has another commitment for another salt', () => {
    const draft = aDraft()
    const first = makeLoggedEntry(draft, { index: 0, at, salt })
    const second = makeLoggedEntry(draft, { index: 0, at, salt: new Uint8Array(32) })
    expect(first.entry.commitment).not.toBe(second.entry.commitment)
  })
})
