import { describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../db/open.ts'
import { createSqliteLog } from '../log/sqlite.ts'
import { createTerminal } from '../testing/command.ts'
import { aDraft, half } from '../testing/draft.ts'
import { verifyLog } from '../testing/verify.ts'

/** A site with three receipts, two of them of Anna. */
const setUp = async () => {
  const terminal = createTerminal()
  await terminal.kakburk('site', 'add', terminal.writePolicy())
  const database = openDatabase(terminal.database)
  onTestFinished(() => database.close())
  const clock = { time: '2026-10-01T00:00:00.000Z' }
  const log = createSqliteLog(database, { now: () => new Date(clock.time) })
  const ids = []
  for (const visitor of ['anna-anna', 'bert-bert', 'anna-anna']) {
    ids.push((await log.append(aDraft({}, { ...half, visitor }))).logged.entry.id)
  }
  const kept = async () => {
    const indices = []
    for await (const { index, personal } of log.entries('window-shop')) if (personal) indices.push(index)
    return indices
  }
  return { ...terminal, log, ids, kept, erase: (...args: string[]) => terminal.kakburk('erase', '--site', 'window-shop', ...args) }
}

describe('kakburk erase', () => {
  it('erases all of a visitor, and says what it did', async () => {
    const { erase, kept, log } = await setUp()
    expect(await erase('--visitor', 'anna-anna')).toEqual({
      code: 0,
      stdout: 'Erased what is personal about 2 entries of site window-shop; the log says so in entry 4.\n',
      stderr: '',
    })
    expect(await kept()).toEqual([2])
    expect(await verifyLog(log)).toMatchObject({ size: 5 })
  })

  it('erases one receipt alone, and says that it is gone when asked again', async () => {
    const { erase, kept, ids } = await setUp()
    expect(JSON.parse((await erase('--receipt', ids[0] ?? '', '--json')).stdout)).toEqual({
      site: 'window-shop',
      dryRun: false,
      count: 1,
      entries: [4],
    })
    expect(await kept()).toEqual([2, 3])
    const again = await erase('--receipt', ids[0] ?? '')
    expect([again.code, again.stdout]).toEqual([0, 'Nothing to erase at site window-shop: nothing personal is kept of it.\n'])
  })

  it('erases all that is older than a date', async () => {
    const { erase, kept } = await setUp()
    expect((await erase('--before', '2026-11-20')).stdout).toContain('Nothing to erase')
    expect((await erase('--before', '2026-11-21')).stdout).toContain('3 entries of site window-shop')
    expect(await kept()).toEqual([])
  })

  it('erases nothing when it is to say what it would do', async () => {
    const { erase, kept, log } = await setUp()
    const { code, stdout } = await erase('--visitor', 'anna-anna', '--dry-run')
    expect([code, stdout]).toEqual([0, 'Would erase what is personal about 2 entries of site window-shop.\n'])
    expect([await kept(), await log.size('window-shop')]).toEqual([[1, 2, 3], 4])
  })

  it.each([
    [['--visitor', 'elsa'], 1, 'visitor: nothing is kept of "elsa" at site "window-shop"'],
    [['--receipt', 'no-such'], 1, 'receipt: there is none with the id "no-such" at site "window-shop"'],
    [['--site', 'nobody', '--before', '2026-11-21'], 1, 'site: there is none called "nobody"'],
    [['--before', 'yesterday'], 2, 'before: expected a date'],
    [[], 2, 'expected one of --visitor, --receipt, --before'],
    [['--visitor', 'anna-anna', '--before', '2026-11-21'], 2, 'cannot be used with'],
  ])('refuses %j', async (args, code, message) => {
    const { erase, kept } = await setUp()
    const done = await erase(...args)
    expect([done.code, done.stdout, done.stderr]).toEqual([code, '', expect.stringContaining(message)])
    expect(await kept()).toEqual([1, 2, 3])
  })
})

describe('kakburk access', () => {
  it('tells who looked, erased and exported, and nothing of a visitor', async () => {
    const { erase, kakburk, ids } = await setUp()
    await erase('--visitor', 'anna-anna', '--dry-run')
    await erase('--visitor', 'anna-anna')
    await erase('--receipt', ids[1] ?? '')
    await kakburk('export', '--site', 'window-shop', '--to', '2026-11-21')
    await kakburk('site', 'retention', 'window-shop', '--days', '30')
    const { stdout } = await kakburk('access', '--site', 'window-shop')
    expect(stdout.split('\n')).toEqual([
      '2026-11-20T12:00:00.000Z cli:anna: look-up, a visitor: 2 entries',
      '2026-11-20T12:00:00.000Z cli:anna: erase, a visitor: 2 entries',
      '2026-11-20T12:00:00.000Z cli:anna: erase, a receipt: 1 entry',
      '2026-11-20T12:00:00.000Z cli:anna: export, csv, to 2026-11-21T00:00:00.000Z, entries 0 to 5',
      '2026-11-20T12:00:00.000Z cli:anna: set-retention, what is personal is kept for 30 days',
      '',
    ])
    const [first] = (await kakburk('access', '--site', 'window-shop', '--json')).stdout.split('\n')
    expect(JSON.parse(first ?? '')).toMatchObject({ index: 0, who: 'cli:anna', action: 'look-up' })
  })

  it('knows no site that there is not', async () => {
    const { kakburk } = await setUp()
    expect((await kakburk('access', '--site', 'nobody')).code).toBe(1)
  })
})

describe('kakburk site retention', () => {
  it('is none until it is set, and none again when that is taken away', async () => {
    const { kakburk } = await setUp()
    const retention = async (...args: string[]) => (await kakburk('site', 'retention', 'window-shop', ...args)).stdout
    expect(await retention()).toBe('window-shop: what is personal is kept until somebody erases it\n')
    expect(await retention('--days', '730')).toBe('window-shop: what is personal is kept for 730 days\n')
    expect(JSON.parse(await retention('--json'))).toEqual({ site: 'window-shop', days: 730 })
    expect(JSON.parse(await retention('--none', '--json'))).toEqual({ site: 'window-shop', days: null })
  })

  it.each([
    [['nobody', '--days', '1'], 1],
    [['window-shop', '--days', '0'], 2],
    [['window-shop', '--days', '1', '--none'], 2],
  ])('refuses %j', async (args, code) => {
    const { kakburk } = await setUp()
    expect((await kakburk('site', 'retention', ...args)).code).toBe(code)
  })
})

describe('kakburk serve', () => {
  it('erases by itself what is older than the rule of its site', async () => {
    const { kakburk, kept, database } = await setUp()
    const late = createTerminal({ now: () => new Date('2026-11-22T12:00:00.000Z') })
    const serve = () => late.kakburk('serve', '--port', '0', '--database', database)
    expect([(await serve()).code, await kept()]).toEqual([0, [1, 2, 3]])
    await kakburk('site', 'retention', 'window-shop', '--days', '1')
    expect([(await serve()).code, await kept()]).toEqual([0, []])
  })
})
