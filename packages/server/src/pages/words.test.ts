import { expect, it } from 'vitest'
import { inOrder, pageAddress } from './words.ts'

it('puts answers in the order in which a banner asks, whatever order the log has them in', () => {
  const grants = { youtube: true, analytics: true, marketing: false, preferences: false, vimeo: true }
  expect(inOrder(grants).map(([name]) => name)).toEqual(['preferences', 'analytics', 'marketing', 'youtube', 'vimeo'])
})

it.each([
  [['https://shop.example'], 'https://shop.example/kassa'],
  [['https://shop.example', 'https://shop.fi'], '/kassa'],
])('gives the address of a page as far as the log knows it: of a site with %j', (origins, expected) => {
  expect(pageAddress('/kassa', { origins })).toBe(expected)
})
