import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canonical, policyName } from '@kakburk/shared'
import { afterAll, describe, expect, it } from 'vitest'
import { aPolicy, policyFile, policyId } from '../testing/shop.ts'
import { createSource, type SourceOptions } from './source.ts'

const folder = mkdtempSync(join(tmpdir(), 'kakburk-'))
afterAll(() => rmSync(folder, { recursive: true }))

const open = (differing: Partial<SourceOptions>) => {
  const clock = { time: 0 }
  const reported: string[] = []
  const source = createSource({
    policy: undefined,
    report: (message) => void reported.push(message),
    now: () => new Date(clock.time),
    fetch: () => Promise.reject(new Error('no network')),
    ...differing,
  })
  return { source, clock, reported }
}

const written = (name: string, text: string) => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

describe('a policy', () => {
  it.each([
    ['as an owner writes it', policyFile],
    ['as it was published', aPolicy()],
    ['in a file', written('policy.json', `\ufeff${JSON.stringify(policyFile)}`)],
    ['in a file as it was published', written('published.json', canonical(aPolicy()))],
  ])('%s has the name under which visitors decide', async (_, policy) => {
    const { source } = open({ policy })
    await source.ready()
    expect(source.current()?.rules.policy).toBe(policyId)
  })

  it('that was published by an earlier version keeps its name', async () => {
    const { doNotTrack, ...earlier } = aPolicy()
    expect(doNotTrack).toBe(false)
    const { source } = open({ policy: earlier })
    await source.ready()
    expect(source.current()?.rules.policy).toBe(await policyName(earlier as ReturnType<typeof aPolicy>))
  })

  it.each([
    ['is wrong', { site: 'x' }, 'policy'],
    ['is not there', join(folder, 'none.json'), 'none.json'],
    ['is no JSON', written('broken.json', '{'), 'JSON'],
  ])('that %s is refused', async (_, policy, message) => {
    const { source, reported } = open({ policy })
    await expect(source.ready()).rejects.toThrow(message)
    expect([source.current(), reported.length]).toEqual([undefined, 1])
  })
})

describe('a policy that a consent server has', () => {
  const address = 'https://consent.example/s/window-shop/policy.json'

  it('is fetched again after five minutes, and nobody waits for that', async () => {
    const days = [30, 60]
    const fetched: string[] = []
    const { source, clock } = open({
      policy: address,
      fetch: async (url) => {
        fetched.push(String(url))
        return Response.json(aPolicy({ lifetimeDays: days.shift() }))
      },
    })
    await source.ready()
    expect([source.current()?.rules.maxAge, source.current()?.ours]).toEqual([30 * 86_400, 'https://consent.example'])
    clock.time = 299_999
    source.current()
    expect(fetched).toEqual([address])
    clock.time = 300_000
    expect(source.current()?.rules.maxAge).toBe(30 * 86_400)
    source.current()
    await expect.poll(() => source.current()?.rules.maxAge).toBe(60 * 86_400)
    expect(fetched).toHaveLength(2)
  })

  it('is asked for again soon when it cannot be had, and the last one goes on', async () => {
    const answers = [new Response('', { status: 503 }), Response.json(aPolicy()), new Response('not JSON')]
    const { source, clock, reported } = open({ policy: address, fetch: async () => answers.shift() ?? Response.error() })
    await expect(source.ready()).rejects.toThrow('answers 503')
    expect(source.current()).toBeUndefined()
    clock.time = 5_000
    source.current()
    await expect.poll(() => source.current()?.rules.policy).toBe(policyId)
    clock.time = 400_000
    source.current()
    await expect.poll(() => reported).toHaveLength(2)
    expect(reported[1]).toContain('the last one goes on')
    expect(source.current()?.rules.policy).toBe(policyId)
  })
})
