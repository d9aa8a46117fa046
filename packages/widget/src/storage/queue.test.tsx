import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Draft, type Pending, readPending, writePending } from './queue.ts'

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

beforeEach(() => {
  localStorage.clear()
  writePending([])
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('receipts that wait', () => {
  it('are none to begin with', () => {
    expect(readPending()).toEqual([])
    expect(localStorage).toHaveLength(0)
  })
  it('are read as they were written, signed or not, in their order', () => {
    const waiting = [aDraft('first'), signed('second'), aDraft('third')]
    writePending(waiting)
    expect(readPending()).toEqual(waiting)
  })
  it('are found by the next page', async () => {
    writePending([aDraft('first')])
    vi.resetModules()
    const next = await import('./queue.ts')
    expect(next.readPending()).toEqual([aDraft('first')])
  })
  it('leave nothing at all behind when the last of them is gone', () => {
    writePending([aDraft('first')])
    expect(localStorage).toHaveLength(1)
    writePending([])
    expect(localStorage).toHaveLength(0)
  })
  it('are all that is kept, under one key', () => {
    writePending([aDraft('first'), aDraft('second')])
    expect(Object.keys(localStorage)).toEqual(['kakburk'])
  })
})

describe('what lies in storage and is no list', () => {
  it.each([
    ['no JSON', '{'],
    ['nothing', ''],
    ['null', 'null'],
    ['a number', '7'],
    ['a text', '"kakburk"'],
    ['an object', '{"id":"first"}'],
  ])('is not believed: %s', (_, text) => {
    localStorage.setItem('kakburk', text)
    expect(readPending()).toEqual([])
  })
  it('is replaced by the next receipt', () => {
    localStorage.setItem('kakburk', '{')
    writePending([...readPending(), aDraft('first')])
    expect(readPending()).toEqual([aDraft('first')])
  })
})

describe('storage that refuses', () => {
  it('is made up for by memory, for this view', () => {
    refuse()
    expect(readPending()).toEqual([])
    writePending([aDraft('first')])
    writePending([...readPending(), signed('second')])
    expect(readPending()).toEqual([aDraft('first'), signed('second')])
    writePending([])
    expect(readPending()).toEqual([])
  })
  it('is made up for when there is no storage at all', () => {
    vi.stubGlobal('localStorage', undefined)
    writePending([aDraft('first')])
    expect(readPending()).toEqual([aDraft('first')])
  })
  it('may be full, and loses nothing of what it had', () => {
    writePending([aDraft('first')])
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    writePending([...readPending(), aDraft('second')])
    expect(readPending()).toEqual([aDraft('first'), aDraft('second')])
  })
  it('is used again as soon as it does not', () => {
    refuse()
    writePending([aDraft('first')])
    vi.restoreAllMocks()
    writePending(readPending())
    expect(localStorage.getItem('kakburk')).toBe(JSON.stringify([aDraft('first')]))
    expect(readPending()).toEqual([aDraft('first')])
  })
})
