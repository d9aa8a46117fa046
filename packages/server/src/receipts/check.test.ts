import type { Grants, Receipt } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { makeLoggedEntry } from '../log/entry.ts'
import { aPolicy } from '../testing/shop.ts'
import { createVisitor, everything, nothing } from '../testing/visitor.ts'
import { checkAgainstPolicy, checkAgainstPrevious, checkSame } from './check.ts'
import { makeDraft } from './draft.ts'

const visitor = createVisitor()
const receiptId = '1b4e28ba-2fa1-41d2-883f-0016d3cca427'

/** The entry that a receipt became. */
const logged = (differing: Partial<Receipt> = {}, by = visitor) =>
  makeLoggedEntry(makeDraft(by.signed({ id: receiptId, ...differing }), { browser: 'Firefox' }), {
    index: 3,
    at: '2026-11-20T12:00:00.000Z',
    salt: new Uint8Array(32),
  })

const faultAt = (path: string) => expect.objectContaining({ code: 'receipt-invalid', faults: [{ path, message: expect.any(String) }] })

describe('a receipt holds against its policy', () => {
  it.each<[string, Grants]>([
    ['everything', everything],
    ['nothing', nothing],
    ['one category', { analytics: true, marketing: false }],
    ['a service alone', { analytics: false, marketing: false, youtube: true }],
    ['a category, and a service of another', { analytics: true, marketing: false, youtube: true }],
  ])('that grants %s', (_, grants) => {
    expect(() => checkAgainstPolicy(visitor.receipt({ grants }), aPolicy())).not.toThrow()
  })

  it('that asks for nothing and grants nothing', () => {
    expect(() => checkAgainstPolicy(visitor.receipt({ grants: {} }), aPolicy({ services: ['shop-cart'] }))).not.toThrow()
  })
})

describe('a receipt does not hold against its policy', () => {
  it.each<[string, Partial<Receipt>, string]>([
    ['of another site', { site: 'other-shop' }, 'receipt.site'],
    ['in a language that is not offered', { language: 'fi' }, 'receipt.language'],
    ['in a language that is a region', { language: 'sv-SE' }, 'receipt.language'],
    ['that leaves a category out', { grants: { analytics: true } }, 'receipt.grants'],
    ['that answers nothing', { grants: {} }, 'receipt.grants'],
    ['with a category that was not asked about', { grants: { ...everything, preferences: true } }, 'receipt.grants'],
    ['that refuses what was not asked about', { grants: { ...everything, preferences: false } }, 'receipt.grants'],
    ['that grants what is necessary', { grants: { ...everything, necessary: true } }, 'receipt.grants'],
    ['with a necessary service', { grants: { ...nothing, 'shop-cart': true } }, 'receipt.grants'],
    ['with a service that nobody knows', { grants: { ...nothing, 'no-such': true } }, 'receipt.grants'],
    ['with a service whose category is granted', { grants: { ...everything, youtube: true } }, 'receipt.grants'],
    ['with a service that is refused', { grants: { ...nothing, youtube: false } }, 'receipt.grants'],
    ['with every service of a category, and not the category', { grants: { ...nothing, 'google-analytics': true } }, 'receipt.grants'],
    ['that lets one service through and calls it a decision', { action: 'choose', grants: { youtube: true } }, 'receipt.grants'],
    ['shown once, of everything', { action: 'once' }, 'receipt.grants'],
    ['shown once, of nothing', { action: 'once', grants: {} }, 'receipt.grants'],
    ['shown once, of two services', { action: 'once', grants: { youtube: true, 'facebook-pixel': true } }, 'receipt.grants'],
    ['shown once, of a category', { action: 'once', grants: { marketing: true } }, 'receipt.grants'],
    ['shown once, of what is necessary', { action: 'once', grants: { 'shop-cart': true } }, 'receipt.grants'],
    ['shown once, with a decision beside it', { action: 'once', grants: { ...nothing, youtube: true } }, 'receipt.grants'],
    ['shown once, and refused', { action: 'once', grants: { youtube: false } }, 'receipt.grants'],
  ])('%s', (_, differing, path) => {
    expect(() => checkAgainstPolicy(visitor.receipt(differing), aPolicy())).toThrow(faultAt(path))
  })
})

describe('the action of a receipt', () => {
  const some = { analytics: true, marketing: false }

  it.each<[Receipt['action'], Grants, boolean]>([
    ['accept-all', everything, false],
    ['accept-all', everything, true],
    ['choose', some, false],
    ['choose', { ...nothing, youtube: true }, true],
    ['reject-all', nothing, false],
    ['withdraw', nothing, true],
  ])('is %s for %j (after a yes: %s), and no other', (action, grants, follows) => {
    const check = (claimed: Receipt['action']) => () =>
      checkAgainstPrevious(
        visitor.receipt({ action: claimed, grants, previous: follows ? receiptId : null }),
        follows ? logged() : undefined,
      )
    expect(check(action)).not.toThrow()
    for (const other of (['accept-all', 'reject-all', 'choose', 'withdraw'] as const).filter((each) => each !== action)) {
      expect(check(other)).toThrow(faultAt('receipt.action'))
    }
  })
})

describe('what is shown once', () => {
  const once: Partial<Receipt> = { action: 'once', grants: { youtube: true } }

  it('holds against its policy and follows nothing', () => {
    expect(() => checkAgainstPolicy(visitor.receipt(once), aPolicy())).not.toThrow()
    expect(() => checkAgainstPrevious(visitor.receipt(once), undefined)).not.toThrow()
  })

  it('may not follow a yes, not even one of its own key', () => {
    expect(() => checkAgainstPrevious(visitor.receipt({ ...once, previous: receiptId }), logged())).toThrow(faultAt('receipt.previous'))
  })

  it('is followed by nothing, not even by its own key', () => {
    const withdrawal = visitor.receipt({ action: 'withdraw', grants: nothing, previous: receiptId })
    expect(() => checkAgainstPrevious(withdrawal, logged(once))).toThrow(faultAt('receipt.previous'))
  })
})

describe('a receipt that follows another', () => {
  const withdrawal = visitor.receipt({ action: 'withdraw', grants: nothing, previous: receiptId })

  it('may follow a yes of the same key', () => {
    expect(() => checkAgainstPrevious(withdrawal, logged())).not.toThrow()
  })

  it('needs it to be in the log', () => {
    expect(() => checkAgainstPrevious(withdrawal, undefined)).toThrow(expect.objectContaining({ code: 'previous-unknown' }))
  })

  it('may not follow the yes of somebody else', () => {
    expect(() => checkAgainstPrevious(withdrawal, logged({}, createVisitor()))).toThrow(
      expect.objectContaining({ code: 'key-differs', message: expect.stringContaining('expected the key that signed') }),
    )
  })

  it('may not follow what was erased, since nobody knows its key any more', () => {
    expect(() => checkAgainstPrevious(withdrawal, { ...logged(), personal: null })).toThrow(
      expect.objectContaining({ code: 'key-differs', message: expect.stringContaining('erased') }),
    )
  })

  it('may not follow a no', () => {
    const no = logged({ action: 'reject-all', grants: nothing })
    expect(() => checkAgainstPrevious(withdrawal, no)).toThrow(faultAt('receipt.previous'))
  })
})

describe('a receipt whose id is logged already', () => {
  const first = visitor.receipt({ id: receiptId })

  it('is the same when it says the same', () => {
    expect(() => checkSame({ ...first }, logged())).not.toThrow()
  })

  it.each<[string, Partial<Receipt>]>([
    ['page', { page: '/other' }],
    ['grants', { grants: nothing }],
    ['action', { action: 'choose' }],
    ['time', { browserTime: '2026-11-20T12:00:00.001Z' }],
    ['language', { language: 'en' }],
    ['policy', { policy: 'sha256-other' }],
    ['previous', { previous: receiptId }],
    ['key', { key: createVisitor().key }],
  ])('differs when its %s does', (_, differing) => {
    expect(() => checkSame({ ...first, ...differing }, logged())).toThrow(
      expect.objectContaining({ code: 'receipt-differs', message: expect.stringContaining('other content') }),
    )
  })

  it('differs once the first is erased, since nobody can tell', () => {
    expect(() => checkSame(first, { ...logged(), personal: null })).toThrow(
      expect.objectContaining({ code: 'receipt-differs', message: expect.stringContaining('erased') }),
    )
  })
})
