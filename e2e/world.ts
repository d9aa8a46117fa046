import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createPublisher } from './publisher.ts'

const kakburk = resolve(import.meta.dirname, '../packages/server/dist/main.js')

export type World = {
  /** Where the consent server is. */
  url: string
  /** Runs `kakburk` to its end and returns what it wrote. */
  run(...values: string[]): string
  /** Publishes a policy and returns the tag to paste. */
  publish(policy: { site: string }): string
  start(): Promise<void>
  /** Ends the server as a crash would. */
  kill(): Promise<void>
  /** Ends the server, has what it keeps changed, and starts it again. */
  change(work: (folder: string) => void): Promise<void>
  /** The log of a site as its auditor gets it: a record per line. */
  log(site: string): Record<string, string>[]
  close(): Promise<void>
}

/**
 * The real server as its own process, with a database file of its own. It is not started yet. On a host of its own it is another site
 * to the shops, as it is in the harder half of real installations.
 */
export const createWorld = async (host = 'consent.localhost'): Promise<World> => {
  const folder = mkdtempSync(join(tmpdir(), 'kakburk-'))
  const port = await freePort()
  const url = `http://${host}:${port}`
  const own = { KAKBURK_DATABASE: join(folder, 'kakburk.db'), KAKBURK_URL: url, PORT: String(port), HOST: '127.0.0.1' }
  // The policies of these tests are measured where that is what is tested.
  const env = { ...process.env, ...own, KAKBURK_BROWSER: 'none' }
  let server: ChildProcess | undefined
  const publisher = createPublisher(env)

  const run = (...values: string[]) =>
    execFileSync(process.execPath, [kakburk, ...values], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

  const kill = async () => {
    const ended = new Promise((done) => server?.once('exit', done))
    if (server?.kill('SIGKILL')) await ended
    server = undefined
  }

  const start = async () => {
    server = spawn(process.execPath, [kakburk, 'serve'], { env, stdio: ['ignore', 'inherit', 'inherit'] })
    await answers(`http://127.0.0.1:${port}/health`)
  }

  return {
    url,
    run,
    kill,
    start,
    publish(policy) {
      const file = join(folder, `${policy.site}.json`)
      writeFileSync(file, JSON.stringify(policy))
      return JSON.parse(publisher.run('site', 'add', file, '--json')).tag
    },
    async change(work) {
      await kill()
      work(folder)
      await start()
    },
    log: (site) => parseCsv(publisher.run('export', '--site', site)),
    async close() {
      await kill()
      await publisher.close()
      rmSync(folder, { recursive: true })
    },
  }
}

export const freePort = (): Promise<number> =>
  new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })

const answers = async (address: string): Promise<void> => {
  const until = Date.now() + 20_000
  while (
    !(await fetch(address).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (Date.now() > until) throw new Error(`nothing answers at ${address}`)
    await new Promise((done) => setTimeout(done, 50))
  }
}

/** Reads RFC 4180, strictly enough that a broken export breaks the test. */
export const parseCsv = (text: string): Record<string, string>[] => {
  const rows: string[][] = [[]]
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain)
    if (end === '\r\n') rows.push([])
    if (end === '') break
  }
  if (rows.pop()?.join('') !== '') throw new Error('an export ends with CRLF')
  const [head = [], ...records] = rows
  return records.map((cells) => {
    if (cells.length !== head.length) throw new Error(`a line of ${cells.length} cells under ${head.length} names: ${cells}`)
    return Object.fromEntries(head.map((name, n) => [name, cells[n] ?? '']))
  })
}
