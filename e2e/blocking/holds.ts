import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine, EngineName } from '../engines/contract.ts'
import { presentEngines, startEngine } from '../engines/engines.ts'
import { ways as allWays, waysOf } from '../ways/all.ts'
import { type Ground, type Mode, startGround } from '../ways/ground.ts'
import { type Result, readResults, writeResults } from '../ways/result.ts'
import { expectedOf, isAsWanted, isReleased, type Seen, tryBare, tryMode } from '../ways/trial.ts'
import type { Way } from '../ways/way.ts'

/** `UPDATE_BLOCKING=1` writes down what is seen instead of holding the gate to it: what is seen to differ from run to run becomes a race. */
const isUpdate = process.env.UPDATE_BLOCKING === '1'

/**
 * For the other two engines the core: each way as a whole page, not once more in small pieces, and of these every second one;
 * `pnpm test:ways` tries all of them.
 */
export const core = allWays
  .filter(({ kind }) => kind !== 'streamed' && kind !== 'twin')
  .filter((_, n) => n % 2 === 0 || isUpdate || process.env.KAKBURK_WAYS === 'all')

/** The tests of one engine: what the gate holds before a yes and lets go after it, held to `docs/blocking.json`. */
export const holdsIn = (name: EngineName, modes: readonly Mode[], ways: readonly Way[]) =>
  describe.runIf(presentEngines.includes(name))(`in ${name}`, () => {
    const results = readResults()[name] ?? {}
    let ground: Ground
    let engine: Engine
    let bare: ReadonlyMap<string, number>
    beforeAll(async () => {
      ground = await startGround()
      engine = await startEngine(name)
      bare = await tryBare(engine, ground, ways, ({ id }) => isUpdate || modes.some((mode) => results[mode]?.[id]))
    }, 300_000)
    afterAll(async () => {
      await engine?.close()
      await ground?.close()
    })

    /** What does nothing in this engine even without a gate is no test of one. */
    const isTest = (way: Way) => !!way.inert || (bare.get(way.id) ?? 0) > 0

    it('reaches the third party by nearly every way when there is no gate', () => {
      const tests = ways.filter(isTest)
      expect(tests.length).toBeGreaterThan(name === 'chromium' ? 300 : 100)
    })

    describe.each(modes)('%s', (mode) => {
      let seen: ReadonlyMap<string, Seen>
      const tried = () => ways.filter((way) => waysOf(mode).includes(way) && isTest(way))
      beforeAll(async () => {
        seen = await tryMode(
          engine,
          ground,
          mode,
          ways.filter((way) => waysOf(mode).includes(way)),
          bare,
          arrives,
          ({ id }) => known[id] === 'not held',
        )
      }, 600_000)

      const known = results[mode] ?? {}
      /** Whether a way is to arrive by itself after a yes. */
      const arrives = (way: Way) => !way.scriptless && known[way.id] === 'held' && isReleased(way, mode) && !notReleased[name].test(way.id)

      it('holds every way before a choice and after a no, but for those that the documentation names', () => {
        const now: Record<string, Result> = {}
        for (const { id } of tried()) {
          const { before, refused } = seen.get(id) as Seen
          now[id] = before || refused ? 'not held' : 'held'
          if (known[id] === 'race') now[id] = 'race'
        }
        if (isUpdate) {
          for (const [id, result] of Object.entries(now)) if (known[id] && known[id] !== result) now[id] = 'race'
          writeResults(name, mode, now)
        } else expect(now).toEqual(Object.fromEntries(Object.entries(known).filter(([id]) => ways.some((way) => way.id === id))))
      })

      it('lets everything go after a yes, once, and at once on the next page', () => {
        const wrong = tried()
          .filter((way) => arrives(way) && !isAsWanted(way, name, seen.get(way.id), bare))
          .map((way) => {
            const { granted, later } = seen.get(way.id) ?? {}
            return `${way.id}: ${granted} after the yes and ${later} on the next page, not ${expectedOf(way, bare)}`
          })
        expect(wrong).toEqual([])
      })
    })
  })

/** What is held and not let go by itself in an engine, each for a reason of the engine’s own; the next page loads it, or does without a hint. */
const notReleased: Record<EngineName, RegExp> = {
  chromium: /^$/,
  // Firefox takes no import map after the first module; and while the guard’s tag stands in the page it preloads nothing that the tag does not name.
  firefox: /^(import-map|(made-)?(module)?preload)$/,
  webkit: /^$/,
}
