import { describe, expect, it } from 'vitest'
import { makeTag } from './tag.ts'
import { aPolicy, aService } from './testing.ts'

const gate = 'https://consent.example/s/shop/gate.js'

/** The sources that the guard lets load. */
const sourcesOf = (tag: string) => /content="default-src ([^"]*)"/.exec(tag)?.[1]?.split(' ') ?? []

/** A host and its subdomains, by every scheme. */
const withSockets = (host: string) => ['', 'ws://'].flatMap((scheme) => [`${scheme}${host}:*`, `${scheme}*.${host}:*`])

describe('the tag', () => {
  it('is one script where only marked things wait', () => {
    expect(makeTag(aPolicy({ blocking: 'marked' }), gate)).toBe('<script src="https://consent.example/s/shop/gate.js"></script>')
  })
  it.each(['automatic', 'strict'])('is two lines, the gate and its guard, where unmarked things wait too: %s', (blocking) => {
    expect(makeTag(aPolicy({ blocking }), gate)).toBe(
      '<script src="https://consent.example/s/shop/gate.js" data-guard></script>\n' +
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob: https://consent.example " +
        'checkout.pay.example:* *.checkout.pay.example:* ws://checkout.pay.example:* ws://*.checkout.pay.example:* ' +
        'pay.example:* *.pay.example:* ws://pay.example:* ws://*.pay.example:*">' +
        '<template><svg><template></svg></template><meta data-end="--><meta name=kakburk "><!---->',
    )
  })
  it('holds the same two lines for as long as the hosts are the same', () => {
    expect(makeTag(aPolicy({ look: { radius: 0 }, texts: { sv: { title: 'Kakor?' } } }), gate)).toBe(makeTag(aPolicy(), gate))
  })
})

describe('the guard', () => {
  it('lets the shop, the consent server and the hosts of necessary services through, and no tracker', () => {
    const sources = sourcesOf(makeTag(aPolicy(), gate))
    expect(sources).toEqual([
      "'self'",
      "'unsafe-inline'",
      "'unsafe-eval'",
      'data:',
      'blob:',
      'https://consent.example',
      ...withSockets('checkout.pay.example'),
      ...withSockets('pay.example'),
    ])
  })
  it('lets through what the owner calls essential, and all that is below the domain of the cookie', () => {
    const policy = aPolicy({
      services: [aService('statistics', 'analytics')],
      essentialHosts: ['cdn.example'],
      cookieDomain: 'shop.example',
    })
    expect(sourcesOf(makeTag(policy, gate)).slice(6)).toEqual([...withSockets('shop.example'), ...withSockets('cdn.example')])
  })
  it('lets nothing through that loads before a yes only because it is told to keep quiet', () => {
    const told = [{ use: 'google-analytics' }, { use: 'matomo', hosts: ['matomo.example'], vendor: 'matomo-cookieless' }]
    expect(sourcesOf(makeTag(aPolicy({ services: told, consentMode: 'advanced' }), gate)).slice(6)).toEqual([])
  })
  it('names each host once', () => {
    const services = ['one', 'two'].map((id) => aService(id, 'necessary', { hosts: ['pay.example/a', 'pay.example?b=1'] }))
    expect(sourcesOf(makeTag(aPolicy({ services, essentialHosts: ['pay.example'] }), gate)).slice(6)).toEqual(withSockets('pay.example'))
  })
  it('keeps the port of the consent server', () => {
    expect(sourcesOf(makeTag(aPolicy(), 'http://localhost:8787/s/shop/gate.js'))).toContain('http://localhost:8787')
  })
  it('ends the comment that the gate opens, inside its own attribute', () => {
    expect(makeTag(aPolicy(), gate)).toMatch(/<meta data-end="--><meta name=kakburk "><!---->$/)
    // And once more behind it, for templates that escape what stands in attributes.
    expect(makeTag(aPolicy(), gate).split('-->')).toHaveLength(3)
  })
})

describe.each(['marked', 'automatic', 'strict'])('the address of the gate in the tag for %s', (blocking) => {
  const characters = { amp: '&', quot: '"', lt: '<', gt: '>' }
  const tagWith = (address: string) => makeTag(aPolicy({ blocking }), address)

  it.each([
    ['quotes', 'https://consent.example/gate.js?a="><script>alert(1)</script>'],
    ['single quotes', "https://consent.example/gate.js?a='x'"],
    ['an ampersand', 'https://consent.example/gate.js?a=1&copy=2'],
    ['an ampersand that is written out', 'https://consent.example/gate.js?a=1&amp;b=2'],
    ['the end of a comment', 'https://consent.example/gate.js?-->'],
  ])('may hold %s', (_, address) => {
    const [, written = ''] = /^<script src="([^"<>]*)"( data-guard)?><\/script>(\n|$)/.exec(tagWith(address)) ?? []
    const read = written.replace(/&(amp|quot|lt|gt);/g, (_, name: keyof typeof characters) => characters[name])
    expect(read).toBe(address)
    expect(written.replaceAll(/&(amp|quot|lt|gt);/g, '')).not.toContain('&')
  })
})
