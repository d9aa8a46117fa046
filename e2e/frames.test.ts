import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Engine, EnginePage } from './engines/contract.ts'
import { presentEngines, startEngine } from './engines/engines.ts'
import { accept, anew, back, open, settle, until } from './engines/visit.ts'
import { type Ground, type Mode, startGround, type Trial } from './ways/ground.ts'
import { thing, twoServices } from './ways/pages.ts'
import { type At, script, type Way } from './ways/way.ts'

let ground: Ground
beforeAll(async () => {
  ground = await startGround()
  for (const mode of ['automatic', 'strict'] as const) ground.publish(mode, twoServices)
})
afterAll(() => ground.close())

const lay = (mode: Mode, ...ways: Way[]): Trial => ground.lay(ways, mode, 'tracker.localhost')

const inserting = (at: At, how: string) =>
  script(`const f = document.createElement('iframe'); ${how.replace('ADDRESS', at.file('a.html'))}; document.body.append(f)`)

const frames: [name: string, frame: Way][] = [
  [
    'that the owner marked',
    thing('frame', (at) => ({ body: `<iframe data-consent="analytics" data-src="${at.file('a.html')}"></iframe>` })),
  ],
  ['that the server marked', thing('frame', (at) => ({ body: `<iframe data-kakburk-src="${at.file('a.html')}"></iframe>` }))],
  ['that a script inserts', thing('frame', (at) => ({ body: inserting(at, `f.src = 'ADDRESS'`) }))],
]

/** What nobody marked in the page's source: in strict mode alone no engine asks for it before it can be held. */
const unmarked: [name: string, frame: Way] = [
  'that nobody marked',
  thing('frame', (at) => ({ body: `<iframe src="${at.file('a.html')}"></iframe>` })),
]

describe.each(presentEngines)('a frame in %s', (name) => {
  let engine: Engine
  let page: EnginePage
  beforeAll(async () => {
    engine = await startEngine(name)
  })
  afterAll(() => engine.close())
  beforeEach(async () => {
    const visitor = await engine.visitor()
    page = await visitor.open()
    return () => visitor.close()
  })

  const seen = ({ asked }: Trial) => asked.get('frame') ?? 0

  /** A page whose frame has loaded after a yes. */
  const granted = async (mode: Mode, frame: Way): Promise<Trial> => {
    const trial = lay(mode, frame)
    await open(page, trial.address)
    expect(seen(trial)).toBe(0)
    await (mode === 'strict' ? anew(page, 'kakburk.acceptAll()') : accept(page))
    await expect.poll(() => seen(trial), { timeout: 10_000 }).toBe(1)
    await settle()
    return trial
  }

  describe.each([
    ['automatic', frames],
    ['strict', [...frames, unmarked]],
  ] as const)('%s', (mode, held) => {
    it.each(held)('%s loads once after a yes, and once on each page after it', async (_, frame) => {
      const trial = await granted(mode, frame)
      expect(seen(trial)).toBe(1)
      const next = lay(mode, frame)
      await open(page, next.address)
      await expect.poll(() => seen(next), { timeout: 10_000 }).toBe(1)
      await settle()
      expect(seen(next)).toBe(1)
    })

    // Firefox gives each frame of a page that is loaded anew what it showed before.
    it.each(held)('%s stays empty when the page loads anew for a no, and when it is loaded anew after that', async (_, frame) => {
      const trial = await granted(mode, frame)
      await anew(page, 'kakburk.withdraw()')
      await anew(page, 'location.reload()')
      expect(seen(trial)).toBe(1)
    })

    it.each([
      ['kept', ''],
      // An old page that hears `unload` is not kept for the way back, so it is loaded anew there.
      ['not kept', `addEventListener('unload', () => {})`],
    ])('that the owner marked stays empty on the way back to a page that was %s, after a no elsewhere', async (_, listening) => {
      const [[, frame] = []] = frames
      const trial = await granted(mode, frame as Way)
      await page.evaluate(`void (() => { ${listening} })()`)
      await open(page, lay(mode).address)
      await page.evaluate('void kakburk.withdraw()')
      await until(page, 'kakburk.get().grants.analytics === false')
      await settle()
      await back(page, trial.address)
      expect(seen(trial)).toBe(1)
      await anew(page, 'location.reload()')
      expect(seen(trial)).toBe(1)
    })
  })
})
