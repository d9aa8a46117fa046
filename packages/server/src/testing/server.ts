import { canonical, type Policy, type SignedReceipt } from '@kakburk/shared'
import { createAccessLog } from '../access/sqlite.ts'
import { type AppParts, createApp } from '../app.ts'
import { openDatabase } from '../db/open.ts'
import { createErasure } from '../erase/erasure.ts'
import { createPrinters } from '../export/printers.ts'
import { createHolders } from '../holder/holders.ts'
import type { LoggedEntry } from '../log/contract.ts'
import { createSqliteLog } from '../log/sqlite.ts'
import { createSignatureChecks } from '../signatures/checks.ts'
import { judge, type Signed } from '../signatures/judge.ts'
import type { Compile } from '../sites/files.ts'
import { createScreens } from '../sites/screens.ts'
import { createSites } from '../sites/sites.ts'
import { createTokens } from '../sites/tokens.ts'
import { aPolicy } from './shop.ts'

/** A whole server on a database, with one shop; only the widget's compiler is a stand-in, which needs no build. */
export const createServer = async ({ file = ':memory:', policies = [aPolicy()], ...differing }: Wish = {}) => {
  const clock = { time: new Date('2026-11-20T12:00:00.500Z') }
  const now = () => clock.time
  const reported: unknown[] = []
  const report = (error: unknown) => void reported.push(error)
  // As `kakburk serve` opens it.
  const database = openDatabase(file, { patience: 0 })
  const log = createSqliteLog(database, { now, report, host: 'consent.example' })
  const sites = createSites(database, { now, host: 'consent.example' })
  // Without a thread of its own, which would take longer to start than most tests to run.
  const judges = { judge: async (entries: readonly Signed[]) => entries.map(judge), close: async () => {} }
  const signatures = createSignatureChecks(database, { now, report, judges })
  const erasure = createErasure({ database, log, sites }, { report })
  const parts: AppParts = {
    log,
    sites,
    screens: createScreens(database.connection, { now }),
    signatures,
    holders: createHolders(database, { signatures, erasure }),
    tokens: createTokens(database, { now }),
    accesses: createAccessLog(database, { now }),
    openPrinter: createPrinters(database),
    url: 'https://consent.example',
    report,
    now,
    compile: aCompile,
    ...differing,
  }
  for (const policy of policies) await parts.sites.publish(policy)
  return { ...parts, app: createApp(parts), database, clock, reported }
}

type Wish = { file?: string; policies?: Policy[] } & Partial<AppParts>

export type Server = Awaited<ReturnType<typeof createServer>>

/** Stands in for the widget's compiler. */
export const aCompile: Compile = async (policy, name) => {
  const banner = `banner.${name.slice(7, 19)}.js`
  const content = `/* banner of ${name} */`
  const words = {
    open: 'Kakor',
    withdraw: 'Ta tillbaka',
    banner,
    preferences: banner,
    placeholder: banner,
    declaration: banner,
    note: banner,
  }
  return {
    gate: `/* gate of ${policy.site}, ${name} */`,
    files: { [banner]: content, 'deliver.same.js': '/* deliver */' },
    showing: {
      shown: { css: ':host{}', gate: 'gate.js', languages: { sv: words, en: words }, show: 'show.js' },
      files: { [banner]: content, 'gate.js': `/* gate of ${policy.site} */\n`, 'show.js': '/* show */' },
    },
  }
}

/** What a test posts: a receipt, which goes as the widget sends it, or a body that nobody should send. */
export type Posted = SignedReceipt | string | Uint8Array<ArrayBuffer>

/** Posts a receipt as the widget does, but for what differs. */
export const post = (
  { app }: Pick<Server, 'app'>,
  body: Posted,
  { site = 'window-shop', headers = {} }: { site?: string; headers?: Record<string, string> } = {},
): Promise<Response> =>
  Promise.resolve(
    app.request(`/s/${site}/receipts`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain', Origin: 'https://shop.example', ...headers },
      body: typeof body === 'string' || body instanceof Uint8Array ? body : canonical(body),
    }),
  )

/** The status and the code of an answer: what a caller looks at. */
export const outcome = async (answer: Response | Promise<Response>) => {
  const response = await answer
  const { code } = (await response.json()) as { code?: string }
  return code === undefined ? response.status : `${response.status} ${code}`
}

/** The decisions in the log of a site, without the entries of its policies. */
export const decisionsIn = async ({ log }: Pick<Server, 'log'>, site = 'window-shop'): Promise<LoggedEntry[]> => {
  const list = []
  for await (const logged of log.entries(site)) if (logged.entry.type !== 'policy') list.push(logged)
  return list
}
