import { describe, expect, it } from 'vitest'
import { createJudge } from './judge.ts'

const base = 'https://shop.example/page'
const hosts = {
  tracker: 'tracker.example',
  pixel: 'social.example/tr www.tags.example/js?id=AW-',
  statistics: 'www.tags.example/js?id=G- shop.example/metrics/',
  necessary: 'pay.tracker.example',
}
const names = (address: string, strict?: true) =>
  createJudge({ hosts, ...(strict && { strict }) }, 'shop.example')
    .judge(null, [address], base)
    .map(({ name }) => name)

describe('the judge', () => {
  it.each([
    ['https://tracker.example/a.js', ['tracker']],
    ['https://eu.tracker.example/a.js', ['tracker']],
    ['https://TRACKER.example./a.js', ['tracker']],
    ['//tracker.example:8443/a.js', ['tracker']],
    ['wss://tracker.example/', ['tracker']],
    ['https://pay.tracker.example/tr', ['necessary']],
    ['https://nottracker.example/', []],
    ['https://social.example/tr?id=1', ['pixel']],
    ['https://social.example/share', []],
    ['https://www.tags.example/js?id=G-1', ['statistics']],
    ['https://www.tags.example/js?l=x&id=AW-1', ['pixel']],
    ['https://www.tags.example/js?gid=G-1', []],
    ['/metrics/a.js', ['statistics']],
    ['/cart.js', []],
    ['data:text/plain,tracker.example', []],
    ['https://[bad', []],
  ])('knows whose %s is', (address, expected) => {
    expect(names(address)).toEqual(expected)
  })
  it('lets the mark go before every address, whatever it says', () => {
    const { judge } = createJudge({ hosts }, 'shop.example')
    expect(judge('analytcis', ['https://tracker.example/'], base)).toEqual([{ name: 'analytcis', rule: 'data-consent' }])
    expect(judge('', [], base)).toEqual([{ name: '', rule: 'data-consent' }])
  })
  it('gives a verdict for each address, so that one yes does not carry another along', () => {
    const { judge } = createJudge({ hosts }, 'shop.example')
    expect(judge(null, ['https://tracker.example/', '/own', 'https://social.example/tr'], base)).toEqual([
      { name: 'tracker', rule: 'tracker.example' },
      { name: 'pixel', rule: 'social.example/tr' },
    ])
  })
  it('has unknown third parties wait for everything in strict mode alone', () => {
    expect(names('https://unknown.example/')).toEqual([])
    expect(names('https://unknown.example/', true)).toEqual(['*'])
    expect(names('wss://unknown.example/', true)).toEqual(['*'])
    expect(
      ['/own', 'data:,', 'blob:https://shop.example/1', 'about:blank', 'https://shop.example/'].flatMap((a) => names(a, true)),
    ).toEqual([])
  })
  it('lets everything go that bears no mark when there are no rules', () => {
    expect(createJudge({}, 'shop.example').judge(null, ['https://tracker.example/'], base)).toEqual([])
  })
})
