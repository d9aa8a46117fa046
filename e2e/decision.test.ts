import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Engine, EnginePage } from './engines/contract.ts'
import { presentEngines, startEngine } from './engines/engines.ts'
import { accept, anew, grants, open, settle, shows, until } from './engines/visit.ts'
import { type Ground, startGround, type Trial } from './ways/ground.ts'
import { plain, twoServices } from './ways/pages.ts'
import type { Way } from './ways/way.ts'

let ground: Ground
beforeAll(async () => {
  ground = await startGround()
})
afterAll(() => ground.close())

const lay = (...ways: Way[]): Trial => ground.lay(ways, 'automatic', 'tracker.localhost')
const atWww = (address: string) => address.replace('//lab.', '//www.lab.')

const another = { ...twoServices, services: [...twoServices.services, 'google-ads'] }
const sharing = { ...twoServices, cookieDomain: 'lab.localhost' }

describe.each(presentEngines)('a decision in %s', (name) => {
  let engine: Engine
  let page: EnginePage
  beforeAll(async () => {
    engine = await startEngine(name)
  })
  afterAll(() => engine.close())
  beforeEach(async () => {
    ground.publish('automatic', twoServices)
    const visitor = await engine.visitor()
    page = await visitor.open()
    return () => visitor.close()
  })

  /** Sets a cookie of our name for this host alone: the one that is there, with some of its parts changed by an expression. */
  const rewrite = (change: string) =>
    page.evaluate(`void (() => {
      const parts = /kakburk=([^;]*)/.exec(document.cookie)[1].split('~')
      const later = (seconds) => { parts[4] = (parseInt(parts[4], 36) + seconds).toString(36) }
      ${change}
      document.cookie = 'kakburk=' + parts.join('~') + '; Max-Age=9999; Path=/'
    })()`)
  const age = (days: number) => rewrite(`later(${-days * 86_400})`)

  const refuse = async () => {
    await page.evaluate('void kakburk.rejectAll()')
    await until(page, 'kakburk.get().decided')
    await settle()
  }

  /** Opens a page with a tracker, and tells whether it loaded. */
  const loadsTracker = async (at = (address: string) => address) => {
    const trial = lay(plain)
    await open(page, at(trial.address))
    return trial.asked.size > 0
  }

  /** Whether the visitor is asked, and nothing is open until they answer. */
  const isAsked = async () => {
    await until(page, `document.querySelector('#kakburk')?.shadowRoot.querySelector('.banner')`)
    expect(await page.evaluate('kakburk.get()')).toEqual({ decided: false, grants: {} })
  }

  it('lasts six months, and not a day longer', async () => {
    await open(page, lay().address)
    await accept(page)
    await age(181)
    expect(await loadsTracker()).toBe(true)
    expect(await shows(page, '.banner')).toBe(false)
    await age(2)
    expect(await loadsTracker()).toBe(false)
    await isAsked()
  })

  it('lasts as long when it was a no', async () => {
    await open(page, lay().address)
    await refuse()
    await age(181)
    expect(await loadsTracker()).toBe(false)
    expect(await page.evaluate('kakburk.get().decided')).toBe(true)
    expect(await shows(page, '.banner')).toBe(false)
    await age(2)
    await loadsTracker()
    await isAsked()
  })

  it('lasts as long as the owner wants', async () => {
    const short = { ...twoServices, lifetimeDays: 30 }
    ground.publish('automatic', short)
    await open(page, lay().address)
    await accept(page)
    await age(29)
    expect(await loadsTracker()).toBe(true)
    await age(2)
    expect(await loadsTracker()).toBe(false)
    await isAsked()
  })

  it.each([
    ['yes', accept],
    ['no', refuse],
  ])('holds when a new policy asks the same question: a %s', async (answer, decide) => {
    await open(page, lay().address)
    await decide(page)
    const before = await page.evaluate('kakburk.get()')
    ground.publish('automatic', { ...twoServices, look: { button: '#aa0000' } })
    expect(await loadsTracker()).toBe(answer === 'yes')
    expect(await page.evaluate('kakburk.get()')).toEqual(before)
    expect(await shows(page, '.banner')).toBe(false)
  })

  it.each([
    ['a new service', another],
    ['a category that it did not have', { ...another, services: [...another.services, 'remembered-login'] }],
    ['another purpose of a service', { services: twoServices.services.map((service) => withPurpose(service, 'Annat')) }],
  ])('is asked for again when a new policy has %s, with the reason, whatever it was', async (_, changed) => {
    await open(page, lay().address)
    await accept(page)
    const yes = await page.evaluate<string>('kakburk.get().receipt')
    ground.publish('automatic', changed)
    // Not even what was granted and has not changed is open: the answer was to another question.
    expect(await loadsTracker()).toBe(false)
    await isAsked()
    expect(await shows(page, '.banner .changed')).toBe(true)
    await accept(page)
    expect(await loadsTracker()).toBe(true)
    const following = () => ground.world.log('automatic').filter(({ previous }) => previous === yes)
    await expect.poll(following, { timeout: 20_000, interval: 500 }).toMatchObject([{ action: 'accept-all' }])

    await refuse()
    ground.publish('automatic', twoServices)
    expect(await loadsTracker()).toBe(false)
    await isAsked()
    expect(await shows(page, '.banner .changed')).toBe(true)
  })

  it('holds for its own host alone, unless the policy names the domain', async () => {
    await open(page, lay().address)
    await accept(page)
    expect(await loadsTracker(atWww)).toBe(false)
    await isAsked()

    ground.publish('automatic', sharing)
    await open(page, atWww(lay().address))
    await accept(page)
    expect(await loadsTracker()).toBe(true)
    expect(await shows(page, '.banner')).toBe(false)
    await anew(page, 'kakburk.withdraw()')
    expect(await loadsTracker(atWww)).toBe(false)
    expect(await shows(page, '.banner')).toBe(false)
  })

  it('is the newest that holds when there are several cookies of its name, and the others are deleted', async () => {
    ground.publish('automatic', sharing)
    await open(page, atWww(lay().address))
    await accept(page)
    // The no of a host, given before the domain shared one decision, and newer than the yes of the domain.
    await rewrite(`later(60); parts.splice(3, 1, 'no'); parts[5] = ''`)
    expect(await loadsTracker(atWww)).toBe(false)
    await until(page, isOne)
    expect(await grants(page)).toEqual({ analytics: false, marketing: false })
    expect(await loadsTracker()).toBe(false)
    expect(await page.evaluate(isOne)).toBe(true)
    expect(await grants(page)).toEqual({ analytics: false, marketing: false })
  })

  it.each([
    ['older, and a no', `later(-60); parts[3] = 'no'; parts[5] = ''`],
    ['too old', 'later(-183 * 86400)'],
    ['from the future', 'later(2 * 86400)'],
    ['broken', `parts[3] = 'everything'`],
    ['newer, and the answer to another question', `later(60); parts[2] = 'A'.repeat(22)`],
  ])('is not changed by a cookie of its name that is %s, which is deleted', async (_, change) => {
    ground.publish('automatic', sharing)
    await open(page, atWww(lay().address))
    await accept(page)
    const before = await page.evaluate('kakburk.get()')
    await rewrite(change)
    expect(await loadsTracker(atWww)).toBe(true)
    expect(await shows(page, '.banner')).toBe(false)
    await until(page, isOne)
    expect(await page.evaluate('kakburk.get()')).toEqual(before)
    expect(await loadsTracker()).toBe(true)
    expect(await page.evaluate('kakburk.get()')).toEqual(before)
  })

  it('is not that of another policy, were its cookie the only one', async () => {
    await open(page, lay().address)
    await accept(page)
    await rewrite(`parts[2] = 'A'.repeat(22)`)
    expect(await loadsTracker()).toBe(false)
    await isAsked()
  })
})

const isOne = `document.cookie.split('kakburk=').length === 2`

const withPurpose = <T>(service: T, sv: string): T => (typeof service === 'string' ? service : { ...service, purpose: { sv } })
