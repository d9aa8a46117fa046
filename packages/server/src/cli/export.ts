import type { Command } from 'commander'
import { exportCsv } from '../export/export.ts'
import { parseRange } from '../export/range.ts'
import { createSqliteLog } from '../log/sqlite.ts'
import { createSites } from '../sites/sites.ts'
import { databaseOption, siteOption } from './options.ts'
import { print } from './print.ts'
import { readSettings } from './settings.ts'
import type { World } from './world.ts'
import { findTarget, writeWhole } from './write-whole.ts'

type Options = { database?: string; site: string; from?: string; to?: string; out?: string; spreadsheet?: true }

/** `kakburk export`: the log of a site as CSV. */
export const addExport = (program: Command, world: World): void => {
  program
    .command('export')
    .description('write the log of a site as CSV')
    .addOption(siteOption())
    .option('--from <time>', 'the first moment of interest, a date or a time in UTC')
    .option('--to <time>', 'the first moment no longer of interest')
    .option('--out <file>', 'where to; replaced as a whole when the export is complete (default: stdout)')
    .option('--spreadsheet', 'for a spreadsheet: with a byte order mark, and no field can be a formula')
    .addOption(databaseOption())
    .addHelpText('after', examples)
    .action((options: Options) => exportLog(options, world))
}

const examples = `
Examples:
  kakburk export --site window-shop > log.csv
  kakburk export --site window-shop --from 2026-11-01 --to 2026-12-01 --out november.csv
  kakburk export --site window-shop --spreadsheet --out for-excel.csv
`

const exportLog = async ({ database: file, site, from, to, out, spreadsheet }: Options, world: World): Promise<void> => {
  const range = parseRange(from, to)
  const target = out === undefined ? undefined : await findTarget(out)
  const database = world.openDatabase(file ?? readSettings(world.env).database, { create: false })
  try {
    const parts = { log: createSqliteLog(database, world), sites: createSites(database, world) }
    const { size, chunks } = await exportCsv(parts, { site, range, spreadsheet: spreadsheet === true })
    const count = size === 1 ? '1 entry' : `${size} entries`
    world.stderr.write(`Exporting ${count} of site ${site}…\n`)
    if (target !== undefined) await writeWhole(target, chunks)
    else for await (const chunk of chunks) await print(world.stdout, chunk)
    world.stderr.write(`Wrote ${count} to ${out ?? 'stdout'}.\n`)
  } finally {
    database.close()
  }
}
