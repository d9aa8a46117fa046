import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import type { Figure } from './figure.ts'
import { forgetPeak, memoryOf, quiet, type Running, start } from './machine.ts'
import { ask, command, ours } from './server.ts'
import type { Setting } from './setting.ts'
import { site } from './shop.ts'
import { number, type Table } from './table.ts'

/** An export from its first byte to its last. */
export type Exported = { bytes: number; seconds: number; digest: string }

const read = async (stream: AsyncIterable<Uint8Array> | Readable): Promise<Exported> => {
  const [begin, sum] = [performance.now(), createHash('sha256')]
  let bytes = 0
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    sum.update(chunk)
  }
  return { bytes, seconds: (performance.now() - begin) / 1000, digest: sum.digest('hex') }
}

/** Takes the CSV of the log as an auditor does. */
export const takeExport = async ({ address }: Running, token: string, signal?: AbortSignal): Promise<Exported> => {
  const headers = { Authorization: `Bearer ${token}` }
  const answer = await fetch(`${address}/s/${site}/export?format=csv`, { headers, ...(signal && { signal }) })
  if (!answer.ok || !answer.body) throw new Error(`export: ${answer.status} ${await answer.text()}`)
  return read(answer.body)
}

export const makeToken = (database: string): string => command(database, 'token', '--site', site).match(/\S{30,}/)?.[0] ?? ''

/**
 * A table of the very lines that we export, for the shell of SQLite to print again: the least that any export has to do. The lines
 * are ours, so that both write the same bytes.
 */
export const makeFlat = (database: string): string => {
  const flat = `${database}.flat`
  if (existsSync(flat)) return flat
  const csv = `${database}.csv`
  command(database, 'export', '--site', site, '--out', csv)
  const { status, stderr } = spawnSync('sqlite3', [flat, '-cmd', '.mode csv', `.import ${csv} flat`], { encoding: 'utf8' })
  rmSync(csv)
  if (status !== 0) throw new Error(`sqlite3: ${stderr}`)
  return flat
}

const takeFromShell = async (flat: string): Promise<Exported> =>
  read(spawn('sqlite3', ['-readonly', '-csv', '-header', flat, 'SELECT * FROM flat'], { stdio: ['ignore', 'pipe', 'inherit'] }).stdout)

/** Rows per second of ours and of the shell's, the quickest of so many rounds in turn, and the memory that ours took above an idle server's. */
export const measureExport = async ({ held, rounds, patience }: Setting): Promise<Table> => {
  const [rows, figures]: [Table['rows'], Figure[]] = [[], []]
  for (const { file } of held) {
    const flat = makeFlat(file)
    const token = makeToken(file)
    const flatRows = Number(spawnSync('sqlite3', ['-readonly', flat, 'SELECT count(*) FROM flat'], { encoding: 'utf8' }).stdout)
    const best = { ours: 0, shell: 0, memory: 0 }
    for (let round = 1; round <= rounds; round++) {
      await quiet(patience)
      best.shell = Math.max(best.shell, flatRows / (await takeFromShell(flat)).seconds)
      const { rate, memory } = await measureOurs(file, token)
      best.ours = Math.max(best.ours, rate)
      best.memory = Math.max(best.memory, memory)
      console.error(`export, round ${round}: ${number(rate)} rows/s`)
    }
    const what = `of a log of ${number(flatRows)}`
    figures.push(
      { what: `CSV rows/s ${what}, of sqlite3 -csv`, value: best.ours / best.shell, aim: 2, than: 'at least' },
      { what: `memory of an export ${what} above idle`, value: best.memory, aim: 16, than: 'at most', unit: ' MiB', digits: 1 },
    )
    rows.push({
      'log of': number(flatRows),
      'Kakburk, rows/s': number(best.ours),
      'sqlite3 -csv, rows/s': number(best.shell),
      ratio: number(best.ours / best.shell, 2),
      'MiB above idle': number(best.memory, 1),
    })
  }
  return { title: 'CSV over HTTP, beside the shell of SQLite that prints the same lines from one flat table', rows, figures }
}

const measureOurs = async (database: string, token: string): Promise<{ rate: number; memory: number }> => {
  const size = ask(database, 'SELECT max("index") + 1 FROM entries')
  const running = await start(ours(database))
  try {
    // Right after its start a server has more than when it rests.
    await setTimeout(1000)
    const idle = memoryOf(running.pid)?.now ?? 0
    forgetPeak(running.pid)
    const { seconds } = await takeExport(running, token)
    return { rate: size / seconds, memory: (memoryOf(running.pid)?.peak ?? 0) - idle }
  } finally {
    await running.stop()
  }
}
