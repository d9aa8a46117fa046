import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { makeLoggedEntry } from '../log/entry.ts'
import { createVisitor, nothing } from '../testing/visitor.ts'
import { makeDraft, readSigned } from './draft.ts'

const visitor = createVisitor()
const circumstances = { browser: 'Firefox', country: 'SE' }
const previous = '1b4e28ba-2fa1-41d2-883f-0016d3cca427'

const thumbprint = createHash('sha256')
  .update(`{"crv":"P-256","kty":"EC","x":"${visitor.key.x}","y":"${visitor.key.y}"}`)
  .digest('base64url')

describe('a draft', () => {
  it('says in public what was decided, and nothing personal', () => {
    const signed = visitor.signed()
    const { id, site, policy, grants } = signed.receipt
    expect(makeDraft(signed, circumstances).entry).toEqual({
      type: 'consent',
      id,
      site,
      action: 'accept-all',
      grants,
      policy,
      previous: null,
    })
  })

  it('keeps the rest in the personal half, with the thumbprint of the key', () => {
    const signed = visitor.signed()
    expect(makeDraft(signed, circumstances).half).toEqual({
      visitor: thumbprint,
      browserTime: '2026-11-20T12:00:00.000Z',
      page: '/kassa',
      language: 'sv',
      country: 'SE',
      browser: 'Firefox',
      key: visitor.key,
      signature: signed.signature,
    })
  })

  it('says no country when none is known', () => {
    expect(makeDraft(visitor.signed(), { browser: 'Firefox' }).half).not.toHaveProperty('country')
  })

  it('gives a first no no visitor', () => {
    expect(makeDraft(visitor.signed({ action: 'reject-all', grants: nothing }), circumstances).half).not.toHaveProperty('visitor')
  })

  it('gives what was shown once no visitor', () => {
    const draft = makeDraft(visitor.signed({ action: 'once', grants: { youtube: true } }), circumstances)
    expect(draft.entry).toMatchObject({ type: 'consent', action: 'once', grants: { youtube: true }, previous: null })
    expect(draft.half).not.toHaveProperty('visitor')
  })

  it('gives a withdrawal the visitor who withdraws', () => {
    const draft = makeDraft(visitor.signed({ action: 'withdraw', grants: nothing, previous }), circumstances)
    expect(draft.entry.type).toBe('withdrawal')
    expect(draft.half?.visitor).toBe(thumbprint)
  })

  it('becomes the receipt again, for whoever checks the signature later', () => {
    const signed = visitor.signed({ action: 'withdraw', grants: nothing, previous })
    const entry = makeLoggedEntry(makeDraft(signed, circumstances), { index: 0, at: '2026-11-20T12:00:00.000Z', salt: new Uint8Array(32) })
    expect(readSigned(entry)).toEqual(signed)
    expect(readSigned({ ...entry, personal: null })).toBeUndefined()
    expect(readSigned({ ...entry, personal: { half: { by: 'link', visitor: 'v', language: 'sv', browser: 'Firefox' } } })).toBeUndefined()
  })
})
