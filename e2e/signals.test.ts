import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Engine, EnginePage } from './engines/contract.ts'
import { type Signal, sayingEngines, startSaying } from './engines/saying.ts'
import { accept, anew, grants, namesIn, open, press, settle, shows, until } from './engines/visit.ts'
import { type Ground, type Mode, modes, startGround, type Trial } from './ways/ground.ts'
import { inserted, plain, thing, twoServices } from './ways/pages.ts'
import type { Way } from './ways/way.ts'

let ground: Ground
beforeAll(async () => {
  ground = await startGround()
})
afterAll(() => ground.close())

const marked = thing('marked', (at) => ({ body: `<img alt="" data-consent="marketing" data-src="${at.file('a.svg')}">` }))
/** A tracker that writes its cookie and its storage keys when it runs. */
const writer = inserted('writer', 'writer.js')
const lay = (mode: Mode, ...ways: Way[]): Trial => ground.lay(ways, mode, 'tracker.localhost')

const decisions = () => ground.world.log('automatic').filter(({ action }) => action !== 'publish-policy')

const signals: [signal: Signal, policy: object][] = [
  ['Global Privacy Control', twoServices],
  ['Do Not Track', { ...twoServices, doNotTrack: true }],
]
const cases = sayingEngines.flatMap((name) => signals.map(([signal, policy]) => [signal, name, policy] as const))

describe.each(cases)('%s in %s', (signal, name, policy) => {
  let engine: Engine
  let page: EnginePage
  beforeAll(async () => {
    engine = await startSaying(name, signal)
  })
  afterAll(() => engine.close())
  beforeEach(async () => {
    for (const mode of modes) ground.publish(mode, policy)
    const visitor = await engine.visitor()
    page = await visitor.open()
    return () => visitor.close()
  })

  const isNotAsked = async () => {
    expect([await shows(page, '.banner'), await shows(page, '.control')]).toEqual([false, true])
  }

  it.each(modes)('is a no before any choice, in %s: nothing is loaded, asked, kept or logged', async (mode) => {
    const before = decisions().length
    const ways = mode === 'marked' ? [marked] : [marked, plain, writer]
    for (let views = 0; views < 2; views++) {
      const trial = lay(mode, ...ways)
      await open(page, trial.address)
      expect([...trial.asked]).toEqual([])
      expect(await page.evaluate('kakburk.get()')).toEqual({ decided: false, grants: {} })
      expect(await namesIn(page, /./)).toEqual([])
      await isNotAsked()
    }
    expect(decisions()).toHaveLength(before)
  })

  it('tells vendors no, as a click does', async () => {
    ground.publish('automatic', { ...policy, services: ['google-analytics', 'google-ads'] })
    await open(page, lay('automatic').address)
    const [, , states] = await page.evaluate<unknown[]>('[...dataLayer[0]]')
    const denied = ['ad_storage', 'ad_user_data', 'ad_personalization', 'analytics_storage']
    expect(states).toMatchObject(Object.fromEntries(denied.map((state) => [state, 'denied'])))
  })

  it('gives way to a later yes of the visitor, and to their no after that', async () => {
    const before = decisions().length
    const trial = lay('automatic', plain)
    await open(page, trial.address)
    await press(page, '.control')
    await until(page, `document.querySelector('#kakburk').shadowRoot.querySelector('dialog [data-kakburk=accept]')`)
    await press(page, 'dialog [data-kakburk=accept]')
    await until(page, 'kakburk.get().decided')
    await expect.poll(() => trial.asked.get('plain'), { timeout: 10_000 }).toBe(1)
    expect(await grants(page)).toEqual({ analytics: true, marketing: true })
    const next = lay('automatic', plain)
    await open(page, next.address)
    expect(next.asked.get('plain')).toBe(1)
    await isNotAsked()

    await anew(page, 'kakburk.withdraw()')
    const last = lay('automatic', plain)
    await open(page, last.address)
    expect([next.asked.get('plain'), last.asked.size]).toEqual([1, 0])
    await isNotAsked()
    await expect
      .poll(() => decisions().slice(before), { timeout: 20_000, interval: 500 })
      .toMatchObject([{ action: 'accept-all' }, { action: 'withdraw' }])
  })

  it('is a no once more when a new policy asks something else', async () => {
    await open(page, lay('automatic').address)
    await accept(page)
    ground.publish('automatic', { ...policy, services: [...twoServices.services, 'google-ads'] })
    const trial = lay('automatic', plain)
    await open(page, trial.address)
    expect(trial.asked.size).toBe(0)
    expect(await page.evaluate('kakburk.get()')).toEqual({ decided: false, grants: {} })
    await isNotAsked()
  })

  if (signal === 'Global Privacy Control')
    it('is heeded, as the consent server says to pages of every origin', async () => {
      await open(page, lay('automatic').address)
      const answer = await page.evaluate(
        `fetch('${ground.world.url}/.well-known/gpc.json').then(async (response) => [response.headers.get('content-type'), await response.json()])`,
      )
      expect(answer).toEqual([
        expect.stringMatching(/^application\/json\b/),
        { gpc: true, lastUpdate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
      ])
    })

  if (signal === 'Do Not Track')
    it('says nothing where the policy does not heed it', async () => {
      ground.publish('automatic', twoServices)
      const trial = lay('automatic', plain)
      await open(page, trial.address)
      await until(page, `document.querySelector('#kakburk')?.shadowRoot.querySelector('.banner')`)
      await settle()
      expect(trial.asked.size).toBe(0)
    })
})
