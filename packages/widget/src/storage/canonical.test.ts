import { canonical as full } from '@kakburk/shared'
import { afterEach, expect, it } from 'vitest'
import { canonical } from './canonical.ts'

const signed = {
  signature: 'x',
  receipt: {
    v: 1,
    previous: null,
    page: '/fönster/"a"\\\u2028\b\t\n\v\f\r\u0000\u0007\u001f\u007f€😀',
    grants: { marketing: false, analytics: true, a1: true, a: true, 'a-b': false },
    key: { y: '_', x: '-', kty: 'EC', crv: 'P-256' },
    browserTime: '2026-11-20T12:00:00.000Z',
  },
}

const { stringify } = JSON
afterEach(() => {
  JSON.stringify = stringify
  Reflect.deleteProperty(Object.prototype, 'toJSON')
})

it('writes a receipt as the whole of RFC 8785 would', () => {
  expect(canonical(signed)).toBe(full(signed))
})

it('writes it so on a page that has its own JSON.stringify, and toJSON on everything', () => {
  const text = full(signed)
  JSON.stringify = () => 'own'
  Object.defineProperty(Object.prototype, 'toJSON', { configurable: true, value: () => 'own' })
  expect(canonical(signed)).toBe(text)
})
