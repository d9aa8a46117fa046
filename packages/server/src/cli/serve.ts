import { ConsentProblem } from '@kakburk/shared'
import type { Command } from 'commander'
import { createAccessLog } from '../access/sqlite.ts'
import { createApp } from '../app.ts'
import { readStorageFailure } from '../db/failure.ts'
import { type Daily, startDaily } from '../erase/daily.ts'
import { createErasure } from '../erase/erasure.ts'
import { createRules, keepRules } from '../erase/retention.ts'
import { createPrinters } from '../export/printers.ts'
import { createHolders } from '../holder/holders.ts'
import { createKeys, type Keys } from '../log/keys/keys.ts'
import { createSqliteLog } from '../log/sqlite.ts'
import { createSignatureChecks, type SignatureChecks } from '../signatures/checks.ts'
import { createScreens } from '../sites/screens.ts'
import { createSites } from '../sites/sites.ts'
import { createTokens } from '../sites/tokens.ts'
import { databaseOption } from './options.ts'
import { print } from './print.ts'
import { forOperator } from './reason.ts'
import { localAddress, parseAddress, parsePort, publicHost, readSettings } from './settings.ts'
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
  const { database: file, host, port, url, countryHeader, addressHeader, secrets } = { ...readSettings(world.env), ...options }
  const { now, stdout, stderr } = world
  const report = (error: unknown) => void stderr.write(`${now().toISOString()} ${describe(error)}\n`)
  // Without patience: a write that waits here must not hold up the gates of every shop.
  const database = world.openDatabase(file, { patience: 0 })
  let signatures: SignatureChecks | undefined
  let daily: Daily | undefined
  try {
    const logOptions = { now, report, host: publicHost({ url, port }), secrets }
    warnOfKeys(createKeys(database, logOptions), report)
    const sites = createSites(database, logOptions)
    signatures = createSignatureChecks(database, { now, report })
    const log = createSqliteLog(database, logOptions)
    const erasure = createErasure({ database, log, sites }, { report })
    const app = createApp({
      log,
      sites,
      screens: createScreens(database.connection, { now }),
      signatures,
      holders: createHolders(database, { signatures, erasure }),
      tokens: createTokens(database, { now }),
      accesses: createAccessLog(database, { now }),
      openPrinter: createPrinters(database),
      url: url ?? localAddress(port),
      countryHeader,
      addressHeader,
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
    const rules = createRules(database)
    daily = startDaily((isStopped) => keepRules({ rules, log, erasure, now }, isStopped), { now, report })
    await print(stdout, `Listening on http://${host.includes(':') ? `[${host}]` : host}:${listening.port}, database ${file}, ${count}\n`)
    await world.untilStopped()
    await listening.close()
    await print(stdout, 'Stopped.\n')
  } finally {
    await daily?.stop()
    await signatures?.close()
    database.close()
  }
}

/** Tells of a key that cannot sign before the first receipt does: the banners are served all the same, and browsers keep their receipts. */
const warnOfKeys = (keys: Keys, report: (error: unknown) => void): void => {
  try {
    keys.check()
  } catch (error) {
    report(error)
  }
}

const explain = (error: unknown, host: string, port: number): unknown => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return new Error(`port ${port} of ${host} is in use; stop the other program or choose another port with --port or PORT`)
  if (code === 'EACCES') return new Error(`port ${port} of ${host} is not open to this user; choose one above 1023 with --port or PORT`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new Error(
      `${host} is no address of this machine; choose one with --host or HOST: 127.0.0.1 for this machine alone, 0.0.0.0 for all`,
    )
  return error
}

const describeCount = ({ length }: readonly unknown[]): string => {
  if (length === 0) return 'no site yet: kakburk site add FILE'
  return length === 1 ? '1 site' : `${length} sites`
}

/** What is known to happen gets one line; what is not, all that there is to know. */
const describe = (error: unknown): string => {
  const problem = readStorageFailure(error) ?? forOperator(error)
  if (problem instanceof ConsentProblem) return `${problem.code}: ${problem.message}`
  return problem instanceof Error ? (problem.stack ?? problem.message) : String(problem)
}
