import type { Figure } from './figure.ts'
import { type Load, makeReceipts, postAll } from './load.ts'
import { cpuOf, forgetPeak, memoryOf, quiet, type Running, type Server, start } from './machine.ts'
import { ask, baseline, ours, receiptPath } from './server.ts'
import type { Setting } from './setting.ts'
import { number, type Table } from './table.ts'

type Target = { name: string; server: Server; path: string; database?: string }

type Measured = Load & { rate: number; cpu: number; peak: number; others: number; checked: number }

/** The log beside what the machine can do at all, in turn; the quickest round of each counts, since other work only ever slows one down. */
export const measureReceipts = async (setting: Setting): Promise<Table> => {
  const target = (name: string, database: string, unchecked = false): Target => ({
    name,
    server: ours(database, { unchecked }),
    path: receiptPath,
    database,
  })
  const found = await measureAll(
    [
      { name: 'bare node:http', server: baseline('bare'), path: '/' },
      { name: 'Hono, hello', server: baseline('hono'), path: '/' },
      target('Kakburk, empty', setting.makeEmpty('empty')),
      target('Kakburk, empty, signatures not checked', setting.makeEmpty('unchecked'), true),
      ...setting.held.map(({ size, file }) => target(`Kakburk, ${number(size)} held`, file)),
    ],
    setting,
  )
  const [bare, hello] = found.map(({ rounds: [best] }) => best)
  const rows = found.map(({ name, rounds: [best, ...more] }) => ({
    '': name,
    'receipts/s': number(best?.rate ?? 0),
    'worst round': number((more.at(-1) ?? best)?.rate ?? 0),
    'of bare': number((best?.rate ?? 0) / (bare?.rate ?? 0), 2),
    'p50 ms': number(best?.p50 ?? 0, 1),
    'p99 ms': number(best?.p99 ?? 0, 1),
    'p99 of Hono': number((best?.p99 ?? 0) / (hello?.p99 ?? 0), 2),
    'CPU µs each': number(best?.cpu ?? 0),
    'peak MiB': number(best?.peak ?? 0),
    'signatures checked/s': number(best?.checked ?? 0),
    unanswered: number(best?.bad ?? 0),
    'cores busy before': number(best?.others ?? 0, 1),
  }))
  const title = `Receipts, ${setting.connections} connections, best of ${setting.rounds} rounds of ${setting.seconds} s after ${setting.warm} s`
  return {
    title,
    rows,
    figures: figuresOf(found.map(({ name, rounds: [best] }) => ({ name, rate: best?.rate ?? 0, p99: best?.p99 ?? 0 }))),
  }
}

type Best = { name: string; rate: number; p99: number }

/** The first four are always the same; what follows are the logs that hold something. */
const figuresOf = ([bare, hello, empty, unchecked, ...held]: readonly Best[]): Figure[] => {
  if (!bare || !hello || !empty || !unchecked) return []
  return [
    { what: 'receipts/s with signatures checked beside it, of bare node:http', value: empty.rate / bare.rate, aim: 0.55, than: 'at least' },
    { what: 'the same without checking signatures', value: unchecked.rate / bare.rate, aim: 0.55, than: 'at least' },
    { what: 'p99, of Hono answering hello', value: empty.p99 / hello.p99, aim: 1.5, than: 'at most' },
    { what: 'receipts/s with signatures checked, of without', value: empty.rate / unchecked.rate, aim: 0.8, than: 'at least' },
    ...held.map(
      ({ name, rate }): Figure => ({
        what: `receipts/s of ${name}, of an empty log`,
        value: rate / empty.rate,
        aim: 0.9,
        than: 'at least',
      }),
    ),
  ]
}

const measureAll = async (targets: readonly Target[], setting: Setting): Promise<{ name: string; rounds: Measured[] }[]> => {
  const found = targets.map((target) => ({ target, name: target.name, rounds: [] as Measured[] }))
  for (let round = 1; round <= setting.rounds; round++) {
    // The same for all, and new in each round: a log knows what it has.
    const bodies = { warm: makeReceipts(setting.warm * setting.most), receipts: makeReceipts(setting.seconds * setting.most) }
    for (const { target, rounds } of found) {
      const measured = await measureOne(target, bodies, setting)
      console.error(`round ${round}: ${target.name}: ${number(measured.rate)}/s, p99 ${number(measured.p99, 1)} ms`)
      rounds.push(measured)
      rounds.sort((a, b) => b.rate - a.rate)
    }
  }
  return found
}

const countOf = (database: string | undefined, table: string): number =>
  database === undefined ? 0 : ask(database, `SELECT coalesce(max("index") + 1, 0) FROM ${table}`)

const measureOne = async (
  { server, path, database }: Target,
  { warm, receipts }: { warm: readonly string[]; receipts: readonly string[] },
  options: Setting,
): Promise<Measured> => {
  const others = await quiet(options.patience)
  const running = await start(server)
  try {
    await postAll(warm, { ...options, port: running.port, path, seconds: options.warm })
    const [before, checked] = [sizeOf(database), countOf(database, 'signature_checks')]
    const load = await loadOnce(running, receipts, path, options)
    const grown = sizeOf(database) - before
    if (database !== undefined && grown < load.ok) throw new Error(`${database} has ${grown} of ${load.ok} receipts that were answered`)
    return { ...load, others, checked: (countOf(database, 'signature_checks') - checked) / load.seconds }
  } finally {
    await running.stop()
  }
}

const sizeOf = (database: string | undefined): number =>
  database === undefined ? 0 : ask(database, 'SELECT coalesce(max("index") + 1, 0) FROM entries')

/** Loads a server that runs, and says what that took of it. */
export const loadOnce = async (
  { pid, port }: Running,
  receipts: readonly string[],
  path: string,
  { connections, seconds }: Pick<Setting, 'connections' | 'seconds'>,
) => {
  forgetPeak(pid)
  const cpu = cpuOf(pid)
  const load = await postAll(receipts, { port, path, connections, seconds })
  return { ...load, rate: load.ok / load.seconds, cpu: ((cpuOf(pid) - cpu) * 1000) / load.ok, peak: memoryOf(pid)?.peak ?? 0 }
}
