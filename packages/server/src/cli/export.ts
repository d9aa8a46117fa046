import { type Command, Option } from 'commander'
import { createAccessLog } from '../access/sqlite.ts'
import { type Format, formats } from '../export/contract.ts'
import { exportLog } from '../export/export.ts'
import { createPrinters } from '../export/printers.ts'
import { parseRange } from '../export/range.ts'
import { createSqliteLog } from '../log/sqlite.ts'
import { createSites } from '../sites/sites.ts'
import { exportBundle } from './export-bundle.ts'
import { databaseOption, siteOption } from './options.ts'
import { print } from './print.ts'
import { readSettings } from './settings.ts'
import type { World } from './world.ts'
import { findTarget, writeWhole } from './write-whole.ts'

type Options = {
  database?: string
  site: string
  from?: string
  to?: string
  out?: string
  format: Format
  spreadsheet?: true
  bundle?: string
}

/** `kakburk export`: the log of a site as a file. */
export const addExport = (program: Command, world: World): void => {
  program
    .command('export')
    .description('write the log of a site as CSV, as JSON lines, or as consent records in JSON-LD')
    .addOption(siteOption())
    .addOption(new Option('--format <format>', 'the form in which it is written').choices(formats).default('csv'))
    .option('--from <time>', 'the first moment of interest, a date or a time in UTC')
    .option('--to <time>', 'the first moment no longer of interest')
    .option('--out <file>', 'where to; replaced as a whole when the export is complete (default: stdout)')
    .option('--spreadsheet', 'CSV for a spreadsheet: with a byte order mark, and no field can be a formula')
    .addOption(
      new Option('--bundle <file>', 'all that an auditor needs to check the log, as one zip archive').conflicts([
        'format',
        'from',
        'to',
        'out',
        'spreadsheet',
      ]),
    )
    .addOption(databaseOption())
    .addHelpText('after', examples)
    .action(({ bundle, ...options }: Options) =>
      bundle === undefined ? exportTo(options, world) : exportBundle({ ...options, bundle }, world),
    )
}

const examples = `
Examples:
  kakburk export --site window-shop > log.csv
  kakburk export --site window-shop --from 2026-11-01 --to 2026-12-01 --out november.csv
  kakburk export --site window-shop --spreadsheet --out for-excel.csv
  kakburk export --site window-shop --format json-lines --out log.jsonl
  kakburk export --site window-shop --bundle bundle.zip
`

const exportTo = async (
  { database: file, site, from, to, out, format, spreadsheet }: Omit<Options, 'bundle'>,
  world: World,
): Promise<void> => {
  const range = parseRange(from, to)
  const target = out === undefined ? undefined : await findTarget(out)
  const database = world.openDatabase(file ?? readSettings(world.env).database, { create: false })
  try {
    const parts = {
      log: createSqliteLog(database, world),
      sites: createSites(database, world),
      accesses: createAccessLog(database, world),
      openPrinter: createPrinters(database),
    }
    const { size, chunks } = await exportLog(parts, { site, who: world.who, range, format, spreadsheet: spreadsheet === true })
    const count = size === 1 ? '1 entry' : `${size} entries`
    world.stderr.write(`Exporting ${count} of site ${site}…\n`)
    if (target !== undefined) await writeWhole(target, chunks)
    else for await (const chunk of chunks) await print(world.stdout, chunk)
    world.stderr.write(`Wrote ${count} to ${out ?? 'stdout'}.\n`)
  } finally {
    database.close()
  }
}
