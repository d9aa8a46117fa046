import { expect, it } from 'vitest'
import { wordsOf } from './breakable.ts'

it.each([
  ['cart', ['cart']],
  ['_ga', ['_ga']],
  ['_ga_*', ['_ga_', '*']],
  ['__Secure-1PSIDTS', ['__Secure-', '1PSIDTS']],
  ['.googletagmanager.com/gtag/js', ['.googletagmanager.', 'com/gtag/js']],
  ['yt-remote-*', ['yt-', 'remote-', '*']],
  ['korg-åäö_قهوة', ['korg-', 'åäö_', 'قهوة']],
  ['___', ['___']],
  ['', ['']],
])('%s breaks behind what joins its words, not behind what begins it', (name, words) => {
  expect(wordsOf(name)).toEqual(words)
  expect(wordsOf(name).join('')).toBe(name)
})
