import type { Engine, EngineName, EnginePage } from '../engines/contract.ts'
import type { Ground, Mode, ThirdParty, Trial } from './ground.ts'
import type { Way } from './way.ts'

/** What was seen of one way in one engine and mode. */
export type Seen = {
  /** Whether it reached the third party before a choice. */
  before: boolean
  /** Whether it did after a no, on the same page or the next. */
  refused: boolean
  /** How often it did after a yes: in strict mode on the page that is loaded anew. Absent where no choice can be made. */
  granted?: number
  /** How often it did on the next page after the yes. */
  later?: number
}

type Counts = ReadonlyMap<string, number>

/** How often each way reaches the third party when there is no gate: the proof that its page is a test. `works` tells which are to arrive. */
export const tryBare = async (engine: Engine, ground: Ground, ways: readonly Way[], works: (way: Way) => boolean): Promise<Counts> => {
  const all = new Map<string, number>()
  const visit = async (page: EnginePage, batch: readonly Way[]) => {
    const trial = await open(page, () => ground.lay(batch, undefined, 'tracker.localhost'))
    await when(() => batch.every((way) => way.inert || isKept(way) || !works(way) || trial.asked.has(way.id)))
    for (const [id, count] of await countsOf(trial, page, ground, batch)) all.set(id, count)
  }
  await byNewVisitors(engine, batchesOf(ways), visit)
  const missing = ways.filter((way) => !way.inert && works(way) && !all.has(way.id))
  await byNewVisitors(
    engine,
    missing.map((way) => [way]),
    visit,
  )
  return all
}

/** Tries all ways of a mode under the gate; `bare` tells for what to wait after a yes, `arrives` which ways are to arrive then and `leaks` which are known to arrive before it. */
export const tryMode = async (
  engine: Engine,
  ground: Ground,
  mode: Mode,
  ways: readonly Way[],
  bare: Counts,
  arrives: (way: Way) => boolean,
  leaks: (way: Way) => boolean,
): Promise<ReadonlyMap<string, Seen>> => {
  const seen = new Map(ways.map(({ id }): [string, Seen] => [id, { before: false, refused: false }]))
  const host: ThirdParty = mode === 'strict' ? 'unknown.localhost' : 'tracker.localhost'
  const visit = (page: EnginePage, batch: readonly Way[]) => open(page, () => ground.lay(batch, mode, host))
  const note = (counts: Counts, what: 'before' | 'refused') => {
    for (const [id, count] of counts) (seen.get(id) as Seen)[what] ||= count > 0
  }
  const undecided = async (page: EnginePage, batch: readonly Way[]) => {
    const trial = await visit(page, batch)
    await when(() => batch.every((way) => isKept(way) || !leaks(way) || trial.asked.has(way.id)))
    note(await countsOf(trial, page, ground, batch), 'before')
  }

  await byOldVisitors(
    engine,
    ways.filter(isAlone).map((way) => [way]),
    undecided,
  )
  await byNewVisitors(engine, batchesOf(ways.filter((way) => !isAlone(way))), undecided)

  const choosing = batchesOf(ways.filter(({ scriptless }) => !scriptless))
  const choose = async (page: EnginePage, batch: readonly Way[]) => {
    const first = await visit(page, batch)
    const undecided = new Map(first.asked)
    await page.evaluate('kakburk.rejectAll()')
    await settle()
    note(since(undecided, first.asked), 'refused')
    const refused = await visit(page, batch)
    note(await countsOf(refused, page, ground, batch), 'refused')
    const trial = batch.some(isKept) ? await visit(page, batch) : refused
    const before = new Map(trial.asked)
    await accept(page, trial, mode)
    await when(() => batch.every((way) => !arrives(way) || (since(before, trial.asked).get(way.id) ?? 0) >= expectedOf(way, bare)))
    await settle()
    const granted = since(before, trial.asked)
    const next = await visit(page, batch)
    await when(() => batch.every((way) => isKept(way) || (next.asked.get(way.id) ?? 0) >= expectedOf(way, bare)))
    const later = await countsOf(next, page, ground, batch)
    for (const { id } of batch) Object.assign(seen.get(id) as Seen, { granted: granted.get(id) ?? 0, later: later.get(id) ?? 0 })
  }
  await byNewVisitors(engine, choosing, choose)
  // A busy machine is slow, and a browser that is interrupted asks twice: what came otherwise gets a page of its own and the same time again.
  const late = ways.filter((way) => leaks(way) && !seen.get(way.id)?.before)
  await byNewVisitors(
    engine,
    late.map((way) => [way]),
    undecided,
  )
  const doubtful = choosing.flat().filter((way) => arrives(way) && !isAsWanted(way, engine.name, seen.get(way.id), bare))
  await byNewVisitors(
    engine,
    doubtful.map((way) => [way]),
    choose,
  )
  return seen
}

/** Whether a way came after a yes as often as it does without a gate, or by itself on the next page, and came on that. */
export const isAsWanted = (way: Way, engine: EngineName, { granted = 0, later = 0 }: Partial<Seen> = {}, bare: Counts): boolean =>
  later > 0 &&
  (way.often === true || way.often === engine
    ? granted > 0
    : [expectedOf(way, bare), Math.min(expectedOf(way, bare), later)].includes(granted))

/** Whether a way goes on by itself after a yes. A call that was refused is made again by the next page alone; in strict mode that is this one, loaded anew. */
export const isReleased = ({ fails, kind }: Way, mode: Mode): boolean => kind !== 'storage' && (!fails || mode === 'strict')

/** How often a way is to arrive after a yes. What is marked in the source does nothing without a gate, and arrives once. */
export const expectedOf = (way: Way, bare: Counts): number => (way.inert || way.often ? 1 : (bare.get(way.id) ?? 0))

/** Where a tag stands in the source decides whether it is caught, so each is tried on a page of its own. */
const isAlone = ({ kind, alone }: Way): boolean => alone ?? (kind === 'static' || kind === 'streamed')

const isKept = ({ kind }: Way): boolean => kind === 'storage'

/** Ways that share a page: of one kind, and none that needs a page of its own. */
const batchesOf = (ways: readonly Way[]): Way[][] => {
  const batches = new Map<string, Way[][]>()
  for (const way of ways) {
    const key = way.alone ? way.id : `${way.kind} ${way.scriptless}`
    const lists = batches.get(key) ?? []
    batches.set(key, lists)
    const last = lists.at(-1)
    if (last && last.length < 30) last.push(way)
    else lists.push([way])
  }
  return [...batches.values()].flat()
}

/** Opens a page that is laid out anew: one that was only half loaded has counted already. */
const open = async (page: EnginePage, lay: () => Trial): Promise<Trial> => {
  let trial = lay()
  try {
    await page.goto(trial.address)
  } catch {
    // A page that is loading itself anew takes no address.
    await sleep(1000)
    trial = lay()
    await page.goto(trial.address)
  }
  await act(page, trial)
  return trial
}

const act = async (page: EnginePage, trial: Trial) => {
  for (const code of trial.acts) await page.evaluate(`void (() => { ${code} })()`)
  await settle()
}

/** Says yes; in strict mode the page loads anew for it. */
const accept = async (page: EnginePage, trial: Trial, mode: Mode) => {
  await page.evaluate('void (window.isOld = true, kakburk.acceptAll())')
  if (mode !== 'strict') return
  await when(() => page.evaluate<boolean>('!window.isOld && document.readyState === "complete"').catch(() => false))
  await act(page, trial)
}

/** How often each way reached the third party, counting what it left in the browser, as a page without a gate reads it. */
const countsOf = async (trial: Trial, page: EnginePage, ground: Ground, batch: readonly Way[]): Promise<Counts> => {
  if (!batch.some(isKept)) return trial.asked
  await page.goto(ground.bare)
  const names = await page.evaluate(() => [
    ...document.cookie.split(/; |=/),
    ...[localStorage, sessionStorage].flatMap((storage) => Array.from(storage, (_, n) => storage.key(n) as string)),
  ])
  return new Map(batch.filter(({ id }) => names.includes(`_tr_${id.replaceAll('-', '_')}`)).map(({ id }) => [id, 1]))
}

const since = (before: Counts, after: Counts): Counts => new Map([...after].map(([id, count]) => [id, count - (before.get(id) ?? 0)]))

/** Waits until something is so, for some seconds: what then is not so is a finding. */
const when = async (isSo: () => boolean | Promise<boolean>) => {
  for (let waited = 0; waited < 4000 && !(await isSo()); waited += 50) await sleep(50)
}

/** Long enough for what a page starts by itself when it has loaded. */
const settle = () => sleep(250)

const sleep = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

const asVisitor = async (engine: Engine, visit: (page: EnginePage) => Promise<void>) => {
  const visitor = await engine.visitor()
  try {
    await visit(await visitor.open())
  } finally {
    await visitor.close()
  }
}

/** As many at once as the engine takes. */
const inTurns = <T>(engine: Engine, jobs: readonly T[], work: (next: () => T | undefined) => Promise<void>) => {
  const rest = [...jobs]
  return Promise.all(Array.from({ length: Math.min(engine.together, rest.length) }, () => work(() => rest.shift())))
}

/** Each by a visitor of its own; a second one when a browser falls over under the first, which is no finding. */
const byNewVisitors = <T>(engine: Engine, jobs: readonly T[], visit: (page: EnginePage, job: T) => Promise<void>) =>
  inTurns(engine, jobs, async (next) => {
    for (let job = next(); job !== undefined; job = next()) {
      const now = job
      const once = () => asVisitor(engine, (page) => visit(page, now))
      await once().catch(once)
    }
  })

/** One after the other by the same visitors: for pages on which nobody chooses and nothing is stored. */
const byOldVisitors = async <T>(engine: Engine, jobs: readonly T[], visit: (page: EnginePage, job: T) => Promise<void>) => {
  const left: T[] = []
  await inTurns(engine, jobs, async (next) => {
    let job = next()
    while (job !== undefined)
      await asVisitor(engine, async (page) => {
        for (; job !== undefined; job = next()) await visit(page, job)
      }).catch(() => {
        left.push(job as T)
        job = next()
      })
  })
  await byNewVisitors(engine, left, visit)
}
