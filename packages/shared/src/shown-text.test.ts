import { expect, it } from 'vitest'
import { makeShownText, shownTextLimit } from './shown-text.ts'

it.each([
  ['  Ja,\n\t tack\u00a0nu\u2028då ', 'Ja, tack nu då'],
  ['a\u0000b\u007fc\u0085d', 'abcd'],
  ['a \u0000 b', 'a b'],
  ['half \ud83d of \ude00', 'half of'],
  ['whole 😀', 'whole 😀'],
  ['', ''],
  [' \n ', ''],
])('%j is kept as %j', (text, expected) => {
  expect(makeShownText(text)).toBe(expected)
  expect(makeShownText(expected)).toBe(expected)
})

it('is cut where it is too long, at a whole character, and stays as it is then', () => {
  for (const text of ['a'.repeat(shownTextLimit + 1), `a${'😀'.repeat(shownTextLimit)}`, `${'a'.repeat(shownTextLimit - 2)} bcd`]) {
    const cut = makeShownText(text)
    expect(cut.length).toBeLessThanOrEqual(shownTextLimit)
    expect(cut).toMatch(/^\p{L}[^\p{Cs}]*…$/u)
    expect(makeShownText(cut)).toBe(cut)
  }
  expect(makeShownText('a'.repeat(shownTextLimit))).toHaveLength(shownTextLimit)
})
