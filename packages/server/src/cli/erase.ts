import type { Command } from 'commander'
import { createAccessLog } from '../access/sqlite.ts'
import { createErasure, type Erasure, notWiped } from '../erase/erasure.ts'
import { parseTime } from '../export/range.ts'
import { createSqliteLog } from '../log/sqlite.ts'
import { requireCurrent } from '../sites/contract.ts'
import { createSites } from '../sites/sites.ts'
import { readTarget, type Target, targetOptions } from './erase-target.ts'
import { databaseOption, jsonOption, siteOption } from './options.ts'
import { print } from './print.ts'
import { publicHost, readSettings } from './settings.ts'
import type { World } from './world.ts'

type Options = Target & { database?: string; site: string; dryRun?: true; json?: true }

/** `kakburk erase`: destroys what is personal about entries of a log. */
export const addErase = (program: Command, world: World): void => {
  const command = program.command('erase').description('destroy what is personal about a visitor, a receipt, or all that is old')
  for (const option of targetOptions()) command.addOption(option)
  command
    .addOption(siteOption())
    .option('--dry-run', 'say what would be erased, and erase nothing')
    .addOption(databaseOption())
    .addOption(jsonOption())
    .addHelpText('after', examples)
    .action((options: Options) => erase(options, world))
}

const examples = `
The entries stay, and so does every proof of them; what was personal about them is gone from the database for good, and the log says
so. Copies that were made before, such as backups and exports, are yours to erase.

Examples:
  kakburk erase --site window-shop --visitor 3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA --dry-run
  kakburk erase --site window-shop --receipt 0b2f6a52-9d8e-4a57-9a40-5e2f8f3f6a10
  kakburk erase --site window-shop --before 2025-01-01
`

const erase = async (options: Options, world: World): Promise<void> => {
  const { site, dryRun = false, json } = options
  const before = options.before === undefined ? undefined : parseTime('before', options.before)
  const settings = readSettings(world.env)
  const database = world.openDatabase(options.database ?? settings.database, { create: false })
  try {
    const logOptions = { now: world.now, host: publicHost(settings), secrets: settings.secrets }
    const parts = { database, log: createSqliteLog(database, logOptions), sites: createSites(database, logOptions) }
    await requireCurrent(parts.sites, site)
    const erasure = createErasure(parts)
    const { what, count, pages } = await readTarget({ ...parts, erasure }, { ...options, ...(before && { before }) })
    const wish = { site, who: world.who, action: dryRun ? 'look-up' : 'erase', detail: `${what}: ${entriesInWords(count)}` } as const
    await createAccessLog(database, world).append(wish)
    const entries: number[] = []
    if (!dryRun) for (const indices of pages) entries.push(...(await eraseAll(erasure, site, indices)))
    await print(
      world.stdout,
      json ? `${JSON.stringify({ site, dryRun, count, entries })}\n` : `${describe({ site, dryRun, count, entries })}\n`,
    )
    if (!dryRun && !(await erasure.wipe())) throw new Error(notWiped)
  } finally {
    database.close()
  }
}

const eraseAll = async (erasure: Erasure, site: string, indices: readonly number[]): Promise<number[]> => {
  const logged = await erasure.erase({ site, indices, reason: 'owner' })
  return logged.map(({ index }) => index)
}

type Done = { site: string; dryRun: boolean; count: number; entries: number[] }

const describe = ({ site, dryRun, count, entries }: Done): string => {
  if (count === 0) return `Nothing to erase at site ${site}: nothing personal is kept of it.`
  const what = `what is personal about ${entriesInWords(count)} of site ${site}`
  if (dryRun) return `Would erase ${what}.`
  return `Erased ${what}; the log says so in ${entries.length === 1 ? 'entry' : 'entries'} ${entries.join(', ')}.`
}

const entriesInWords = (count: number): string => (count === 1 ? '1 entry' : `${count} entries`)
