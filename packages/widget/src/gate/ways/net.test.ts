import { describe, expect, it } from 'vitest'
import { allowList } from './net.ts'

const hosts = { necessary: 'pay.example cdn.shop.example', tracker: 'tracker.example/a?id=G-', '*': 'x.example' }

describe('the net', () => {
  const sourcesOf = (granted: string[]) =>
    allowList(hosts, 'https://consent.example', 'shop.example', (name) => granted.includes(name)).split(' ')
  it('lets through the page itself, the gate and what is granted, with their subdomains and sockets', () => {
    expect(sourcesOf(['necessary'])).toEqual([
      'default-src',
      "'self'",
      "'unsafe-inline'",
      "'unsafe-eval'",
      'data:',
      'blob:',
      'https://consent.example',
      'ws://shop.example',
      ...['pay.example', 'cdn.shop.example'].flatMap((host) =>
        [host, `*.${host}`].flatMap((source) => [`${source}:*`, `ws://${source}:*`]),
      ),
    ])
  })
  it('names a granted host without its path, and nothing that is not granted', () => {
    expect(sourcesOf(['necessary', 'tracker'])).toContain('tracker.example:*')
    expect(sourcesOf(['necessary'])).not.toContain('tracker.example:*')
  })
})
