import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Draft, type Pending, pending } from './queue.ts'

const aDraft = (id: string): Draft => ({
  id,
  site: 'shop',
  policy: `sha256-${'p'.repeat(43)}`,
  action: 'accept-all',
  grants: { analytics: true },
  previous: null,
  browserTime: '2026-11-20T12:00:00.000Z',
  page: '/varukorg',
  language: 'sv',
})
const signed = (id: string): Pending => ({
  receipt: { ...aDraft(id), v: 1, key: { crv: 'P-256', kty: 'EC', x: 'x'.repeat(43), y: 'y'.repeat(43) } },
  signature: 's'.repeat(86),
})

/** A browser that keeps nothing: storage that refuses every call, as in some private windows. */
const refuse = () => {
  for (const method of ['getItem', 'setItem', 'removeItem'] as const) {
    vi.spyOn(Storage.prototype, method).mockImplementation(() => {
      throw new DOMException('refused', 'SecurityError')
    })
  }
}
const kept = () => Object.fromEntries(pending.all().map(([id, text]) => [id, JSON.parse(text)]))

beforeEach(() => {
  for (const [id] of pending.all()) pending.drop(id)
  localStorage.clear()
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('receipts that wait', () => {
  it('are none to begin with', () => {
    expect(pending.all()).toEqual([])
    expect(localStorage).toHaveLength(0)
  })
  it('are read as they were written, signed or not', () => {
    pending.keep('first', aDraft('first'))
    pending.keep('second', signed('second'))
    expect(kept()).toEqual({ first: aDraft('first'), second: signed('second') })
  })
  it('lie each under a key of its own, so that two tabs cannot write over one another', () => {
    pending.keep('first', aDraft('first'))
    pending.keep('second', aDraft('second'))
    expect(Object.keys(localStorage).sort()).toEqual(['kakburk-first', 'kakburk-second'])
  })
  it('are found by the next page', async () => {
    pending.keep('first', aDraft('first'))
    vi.resetModules()
    const next = await import('./queue.ts')
    expect(next.pending.all()).toEqual(pending.all())
  })
  it('leave nothing behind when they are dropped', () => {
    pending.keep('first', aDraft('first'))
    pending.drop('first')
    expect(localStorage).toHaveLength(0)
    expect(pending.all()).toEqual([])
  })
  it('leave alone what is not theirs', () => {
    localStorage.setItem('cart', 'x')
    expect(pending.all()).toEqual([])
  })
})

describe('storage that refuses', () => {
  it('is made up for by memory, for this view', () => {
    refuse()
    pending.keep('first', aDraft('first'))
    pending.keep('second', signed('second'))
    expect(kept()).toEqual({ first: aDraft('first'), second: signed('second') })
    pending.drop('first')
    expect(Object.keys(kept())).toEqual(['second'])
  })
  it('is made up for when there is no storage at all', () => {
    vi.stubGlobal('localStorage', undefined)
    pending.keep('first', aDraft('first'))
    expect(kept()).toEqual({ first: aDraft('first') })
  })
  it('may be full, and loses nothing of what it had', () => {
    pending.keep('first', aDraft('first'))
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    pending.keep('second', aDraft('second'))
    expect(Object.keys(kept()).sort()).toEqual(['first', 'second'])
  })
})
