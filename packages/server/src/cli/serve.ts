import type { Command } from 'commander'
import { createApp } from '../app.ts'
import { createSqliteLog } from '../log/sqlite.ts'
import { createSites } from '../sites/sites.ts'
import { createTokens } from '../sites/tokens.ts'
import { databaseOption } from './options.ts'
import { localAddress, parseAddress, parsePort, type Settings } from './settings.ts'
import type { World } from './world.ts'

type Options = { database: string; host: string; port: number; url?: string }

/** `kakburk serve`: the server, until it is asked to stop. */
export const addServe = (program: Command, world: World, settings: Settings): void => {
  program
    .command('serve')
    .description('serve the banner of every site, and take and keep receipts')
    .addOption(databaseOption(settings))
    .option('--port <number>', 'the port to listen on, 0 for one that is free (also PORT)', parsePort, settings.port)
    .option('--host <address>', 'the address to listen on; 0.0.0.0 for all (also HOST)', settings.host)
    .option('--url <address>', 'the address at which the public reaches this server (also KAKBURK_URL)', parseAddress)
    .addHelpText('after', examples)
    .action((options: Options) => serve(options, world, settings))
}

const examples = `
Examples:
  kakburk serve
  kakburk serve --port 80 --host 0.0.0.0 --url https://consent.shop.example --database /var/lib/kakburk/kakburk.db
`

const serve = async ({ database: file, host, port, url }: Options, world: World, settings: Settings): Promise<void> => {
  const { now, stdout, stderr } = world
  const database = world.openDatabase(file)
  try {
    const app = createApp({
      log: createSqliteLog(database, { now }),
      sites: createSites(database, { now }),
      tokens: createTokens(database, { now }),
      url: url ?? settings.url ?? localAddress(port),
      countryHeader: settings.countryHeader,
      report: (error) => stderr.write(`${now().toISOString()} ${describe(error)}\n`),
      now,
    })
    const listening = await world.listen(app, { host, port }).catch((error) => {
      throw explain(error, host, port)
    })
    stdout.write(`Listening on http://${host.includes(':') ? `[${host}]` : host}:${listening.port}, database ${file}\n`)
    await world.untilStopped()
    await listening.close()
    stdout.write('Stopped.\n')
  } finally {
    database.close()
  }
}

const explain = (error: unknown, host: string, port: number): unknown => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return new Error(`port ${port} of ${host} is in use; stop the other program or choose another port with PORT`)
  if (code === 'EACCES') return new Error(`port ${port} of ${host} is not open to this user; choose one above 1023 with PORT`)
  return error
}

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))
