import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readArchive } from '../verify/archive.ts'
import { createTerminal } from './command.ts'
import { aCompile, createServer, post, type Server } from './server.ts'
import { aPolicy } from './shop.ts'
import { createVisitor, nothing } from './visitor.ts'

/** When the bundle is made. */
export const later = () => new Date('2026-12-24T12:00:00.000Z')

/**
 * A shop that has had everything: two policies, decisions of each kind, a service shown once, a withdrawal by its key and one by a
 * link, a forged receipt, an erasure, a screen, somebody who looked, a key that was changed. Answers with its bundle, made by `kakburk`. `add` does more before the erasure.
 */
export const makeBundle = async (add: (server: Server) => Promise<void> = async () => {}) => {
  const terminal = createTerminal()
  const server = await createServer({ file: terminal.database, policies: [aPolicy(), aPolicy({ lifetimeDays: 30 })] })
  const { log, database, signatures } = server
  const [first, second, third] = [createVisitor(), createVisitor(), createVisitor()]
  const [yes, other, gone] = [first.signed(), second.signed({ page: '/k%C3%B6p,"billigt"' }), third.signed()]
  for (const signed of [yes, other, gone]) await post(server, signed)
  await post(server, createVisitor().signed({ action: 'once', grants: { youtube: true } }))
  await post(server, createVisitor().signed({ action: 'choose', grants: { analytics: true, marketing: false } }))
  await post(server, { ...createVisitor().signed(), signature: createVisitor().signed().signature })
  server.clock.time = new Date('2026-12-01T08:00:00.000Z')
  await post(server, first.signed({ action: 'withdraw', grants: nothing, previous: yes.receipt.id }))
  const visitor = (await log.find('window-shop', other.receipt.id))?.personal?.half.visitor ?? ''
  const byLink = { type: 'withdrawal', id: randomUUID(), site: 'window-shop', action: 'withdraw', grants: nothing } as const
  await log.append({
    entry: { ...byLink, policy: other.receipt.policy, previous: other.receipt.id },
    half: { browser: 'Firefox', by: 'link', language: 'sv', visitor },
  })
  await add(server)
  signatures.expect('window-shop')
  await signatures.settled()
  const erased = (await log.find('window-shop', gone.receipt.id))?.index ?? -1
  await log.append({
    entry: {
      type: 'erasure',
      id: randomUUID(),
      site: 'window-shop',
      action: 'erase',
      grants: {},
      policy: gone.receipt.policy,
      previous: null,
      erased: [erased],
      reason: 'visitor',
    },
    half: null,
  })
  for (const name of await server.sites.policyNames('window-shop')) {
    const published = await server.sites.readPolicy('window-shop', name)
    if (published) server.screens.keep(published, (await aCompile(published.policy, name)).showing)
  }
  const access = database.connection.prepare(
    "INSERT INTO accesses VALUES ('window-shop', (SELECT coalesce(max(\"index\") + 1, 0) FROM accesses WHERE site = 'window-shop'), ?, ?, ?, ?)",
  )
  access.run('2026-12-01T08:00:00.000Z', 'cli:anna', 'export', 'csv')
  access.run('2026-12-02T08:00:00.000Z', 'token:1', 'look-up', 'one')
  await signatures.close()
  database.close()
  const terminalLater = createTerminal({ now: later, env: { KAKBURK_DATABASE: terminal.database } })
  await terminalLater.kakburk('site', 'rotate-key', 'window-shop')
  const file = join(terminal.folder, 'bundle.zip')
  const exported = await terminalLater.kakburk('export', '--site', 'window-shop', '--bundle', file)
  if (exported.code !== 0) throw new Error(exported.stderr)
  return { ...terminalLater, folder: terminal.folder, database: terminal.database, file, exported, erased, yes, server }
}

export type MadeBundle = Awaited<ReturnType<typeof makeBundle>>

/** The files of a bundle by their names. */
export const readBundle = async (file: string): Promise<Map<string, Buffer>> => {
  const { places } = await readArchive(file)
  const content = readFileSync(file)
  return new Map([...places].map(([name, { start, end }]) => [name, content.subarray(start, end)]))
}

/** Writes files into a folder, as unpacking does. */
export const writeFiles = (folder: string, files: ReadonlyMap<string, Buffer>): string => {
  for (const [name, content] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

/** Runs the verifier of a folder with plain Node. */
export const runVerifier = (folder: string, ...args: string[]): { code: number; stdout: string } => {
  try {
    const stdout = execFileSync(process.execPath, [join(folder, 'verify.mjs'), ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    return { code: 0, stdout }
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string }
    return { code: status, stdout }
  }
}
