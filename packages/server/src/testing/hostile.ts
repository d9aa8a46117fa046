import { type Entry, optionalCategories, type PersonalHalf, type SignedHalf } from '@kakburk/shared'
import type { Draft } from '../log/contract.ts'
import { aDraft, half } from './draft.ts'

/** What an export has every day: a yes, a no, and the like, as browsers and servers say it. */
export const ordinaryDrafts: Record<string, Draft> = {
  'a yes': aDraft({}, { ...half, page: '/kassa', country: 'SE' }),
  'a yes from nobody knows which country': aDraft({}, { ...half, page: '/kassa' }),
  'a first no': aDraft({ action: 'reject-all', grants: { analytics: false, marketing: false } }, unknown()),
  'a withdrawal': aDraft({ type: 'withdrawal', action: 'withdraw', grants: { analytics: false }, previous: crypto.randomUUID() }),
  'what was shown once': aDraft({ action: 'once', grants: { youtube: true } }, unknown()),
  'a choice of services': aDraft({ action: 'choose', grants: { analytics: false, 'google-ads': true, marketing: false, youtube: true } }),
  'as many grants as there may be': aDraft({
    action: 'choose',
    grants: Object.fromEntries(
      [...optionalCategories, ...Array.from({ length: 61 }, (_, n) => `service-${n}`)].map((name) => [name, true]),
    ),
  }),
}

/** What is there now and then, and what should never be. */
export const oddDrafts: Record<string, Draft> = {
  'a withdrawal by link': aDraft(
    { type: 'withdrawal', action: 'withdraw', grants: { analytics: false } },
    { by: 'link', visitor: 'v', language: 'sv', browser: 'Firefox', country: 'FI' },
  ),
  'a yes by form': aDraft({}, { by: 'form', visitor: 'v', language: 'sv', browser: 'Firefox', page: '/a' }),
  'a no by form': aDraft(
    { action: 'reject-all', grants: { analytics: false } },
    { by: 'form', language: 'sv', browser: 'Firefox', country: 'FI', page: '/a,b' },
  ),
  'a policy': aDraft({ type: 'policy', action: 'publish-policy', grants: {} }, null),
  'an erasure': aDraft({ type: 'erasure', action: 'erase', grants: {}, erased: [0, 2, 10] }, null),
  ...Object.fromEntries(
    [
      '/a,b',
      ',',
      '"',
      '/"a"',
      '","signature":"',
      '"}',
      '\\',
      '/a\r\nb',
      '\n',
      '\r',
      '\t=1+1',
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      "=cmd|' /C calc'!A0",
      '',
      ' ',
      '\0',
      '/fönster/窓/🍪',
      '\uFEFF',
      '\u0085\u2028\u2029',
    ].map((page) => [`the page ${JSON.stringify(page)}`, aDraft({}, { ...half, page })]),
  ),
  'every field with a comma': aDraft(
    { action: ',' as Entry['action'], policy: ',', previous: ',', grants: { ',': true }, type: ',' as Entry['type'] },
    { ...half, browser: ',', browserTime: ',', country: ',', language: ',', visitor: ',', signature: ',' },
  ),
  'every field with quotes': aDraft(
    { action: '"' as Entry['action'], policy: '"', previous: '"', grants: { '"': true }, type: '"' as Entry['type'] },
    { ...half, browser: '"', browserTime: '"', country: '"', language: '"', visitor: '"', signature: '"' },
  ),
  'grants with the names of other members': aDraft({ grants: { id: true, policy: true, previous: true, type: false } }),
  'grants that look like the end of them': aDraft({ grants: { '}': true, '},"id":': true, 'a\nb': true } }),
  'a grant that every object answers to': aDraft({ grants: { constructor: true, ['__proto__']: true } }),
}

/** Drafts of fields made of such characters as a line, a field or a text may stumble over: `count` of them, always the same. */
export const randomDrafts = (count: number): Draft[] => {
  let state = 1
  const next = (below: number): number => {
    state = (state * 48_271) % 0x7fff_ffff
    return state % below
  }
  const alphabet = ['a', 'b', '-', ' ', ',', ',', '"', '"', '\\', '\r', '\n', '{', '}', ':', '=', '@', 'å', '窓', '🍪', '\u2028']
  const text = () => (next(2) === 0 ? 'plain' : Array.from({ length: next(6) }, () => alphabet[next(alphabet.length)]).join(''))
  const sometimes = <T>(value: T): T | undefined => (next(3) === 0 ? undefined : value)
  return Array.from({ length: count }, () => {
    const grants = Object.fromEntries(Array.from({ length: next(4) }, () => [text(), next(2) === 0]))
    const [visitor, country] = [sometimes(text()), sometimes(text())]
    const personal: PersonalHalf = {
      ...unknown(),
      ...(visitor !== undefined && { visitor }),
      ...(country !== undefined && { country }),
      browser: text(),
      language: text(),
      page: text(),
    }
    return aDraft(
      { policy: text(), previous: sometimes(text()) ?? null, action: text() as Entry['action'], grants },
      sometimes(personal) ?? null,
    )
  })
}

/** A personal half without a visitor. */
function unknown(): SignedHalf {
  const { visitor: _, ...rest } = half
  return { ...rest, page: '/kassa' }
}
