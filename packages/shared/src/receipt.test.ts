import { expect, it } from 'vitest'
import { parseSignedReceipt, type Receipt } from './receipt.ts'

const receipt = {
  v: 1,
  id: '1b4e28ba-2fa1-41d2-883f-0016d3cca427',
  site: 'shop',
  policy: `sha256-${'A'.repeat(43)}`,
  action: 'reject-all',
  grants: {},
  previous: null,
  browserTime: '2026-11-20T12:00:00.000Z',
  page: '/',
  language: 'sv',
  key: { crv: 'P-256', kty: 'EC', x: 'A'.repeat(43), y: 'A'.repeat(43) },
}

const parse = (differing: Partial<Receipt>) => () =>
  parseSignedReceipt({ receipt: { ...receipt, ...differing }, signature: 'A'.repeat(86) })

it.each(['/', '/kassa', '/f%C3%B6nster/', "/!$&'()*+,;=:@-._~/", '/%1B%5B2J'])('takes %s for a page', (page) => {
  expect(parse({ page })).not.toThrow()
})

it.each(['', 'kassa', '/a b', '/a?b', '/a#b', '/å', '/\u001b[2J', '/\u0000', '/\u202emoc.live', '/\u200b', '/\u007f', '/窓'])(
  'takes %j for no page: browsers write a path in visible ASCII',
  (page) => {
    expect(parse({ page })).toThrow('receipt.page: expected a path')
  },
)

it.each(['2026-11-20T12:00:00.000Z', '1970-01-01T00:00:00.000Z', '+010000-01-01T00:00:00.000Z', '-000001-12-31T23:59:59.999Z'])(
  'takes %s for the time of a browser, however wrong its clock',
  (browserTime) => {
    expect(parse({ browserTime })).not.toThrow()
  },
)

it.each([
  '2026-02-31T12:00:00.000Z',
  '2026-11-20 12:00:00.000Z',
  '2026-11-20T12:00:00Z',
  '2026-11-20T12:00:00.000+01:00',
  '2026-11-20',
  '-000000-01-01T00:00:00.000Z',
  '+002026-11-20T12:00:00.000Z',
  'noon',
  '',
])('takes %j for no time of a browser', (browserTime) => {
  expect(parse({ browserTime })).toThrow('receipt.browserTime: expected a time')
})
