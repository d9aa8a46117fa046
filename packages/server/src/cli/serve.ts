import { ConsentProblem } from '@kakburk/shared'
import type { Command } from 'commander'
import { createApp } from '../app.ts'
import { readStorageFailure } from '../db/failure.ts'
import { createSqliteLog } from '../log/sqlite.ts'
import { createSites } from '../sites/sites.ts'
import { createTokens } from '../sites/tokens.ts'
import { databaseOption } from './options.ts'
import { print } from './print.ts'
import { localAddress, parseAddress, parsePort, readSettings } from './settings.ts'
import type { World } from './world.ts'

type Options = { database?: string; host?: string; port?: number; url?: string }

/** `kakburk serve`: the server, until it is asked to stop. */
export const addServe = (program: Command, world: World): void => {
  program
    .command('serve')
    .description('serve the banner of every site, and take and keep receipts')
    .addOption(databaseOption())
    .option('--port <number>', 'the port to listen on, 0 for one that is free (also PORT; default: 8787)', parsePort)
    .option('--host <address>', 'the address to listen on; 0.0.0.0 for all (also HOST; default: 127.0.0.1)')
    .option('--url <address>', 'the address at which the public reaches this server (also KAKBURK_URL)', parseAddress)
    .addHelpText('after', examples)
    .action((options: Options) => serve(options, world))
}

const examples = `
Examples:
  kakburk serve
  kakburk serve --port 80 --host 0.0.0.0 --url https://consent.shop.example --database /var/lib/kakburk/kakburk.db
`

const serve = async (options: Options, world: World): Promise<void> => {
  const { database: file, host, port, url, countryHeader } = { ...readSettings(world.env), ...options }
  const { now, stdout, stderr } = world
  const report = (error: unknown) => void stderr.write(`${now().toISOString()} ${describe(error)}\n`)
  // Without patience: a write that waits here must not hold up the gates of every shop.
  const database = world.openDatabase(file, { patience: 0 })
  try {
    const sites = createSites(database, { now })
    const app = createApp({
      log: createSqliteLog(database, { now, report }),
      sites,
      tokens: createTokens(database, { now }),
      url: url ?? localAddress(port),
      countryHeader,
      report,
      now,
    })
    // One site that is broken is no reason to leave the others unserved.
    const count = await sites.list().then(describeCount, (error) => {
      report(error)
      return 'not all sites can be served'
    })
    const listening = await world.listen(app, { host, port }).catch((error) => {
      throw explain(error, host, port)
    })
    await print(stdout, `Listening on http://${host.includes(':') ? `[${host}]` : host}:${listening.port}, database ${file}, ${count}\n`)
    await world.untilStopped()
    await listening.close()
    await print(stdout, 'Stopped.\n')
  } finally {
    database.close()
  }
}

const explain = (error: unknown, host: string, port: number): unknown => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return new Error(`port ${port} of ${host} is in use; stop the other program or choose another port with --port or PORT`)
  if (code === 'EACCES') return new Error(`port ${port} of ${host} is not open to this user; choose one above 1023 with --port or PORT`)
  return error
}

const describeCount = ({ length }: readonly unknown[]): string => {
  if (length === 0) return 'no site yet: kakburk site add FILE'
  return length === 1 ? '1 site' : `${length} sites`
}

/** What is known to happen gets one line; what is not, all that there is to know. */
const describe = (error: unknown): string => {
  const problem = readStorageFailure(error) ?? error
  if (problem instanceof ConsentProblem) return `${problem.code}: ${problem.message}`
  return problem instanceof Error ? (problem.stack ?? problem.message) : String(problem)
}
