import { canonical as full } from '@kakburk/shared'
import { expect, it } from 'vitest'
import { canonical } from './canonical.ts'

it('writes a receipt as the whole of RFC 8785 would', () => {
  const signed = {
    signature: 'x',
    receipt: {
      v: 1,
      previous: null,
      page: '/fönster/"a"\\\u2028\u0007€😀',
      grants: { marketing: false, analytics: true, a1: true, a: true, 'a-b': false },
      key: { y: '_', x: '-', kty: 'EC', crv: 'P-256' },
      browserTime: '2026-11-20T12:00:00.000Z',
    },
  }
  expect(canonical(signed)).toBe(full(signed))
})
