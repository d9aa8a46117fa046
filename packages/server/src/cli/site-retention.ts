import { type Command, Option } from 'commander'
import { createAccessLog } from '../access/sqlite.ts'
import { createRules } from '../erase/retention.ts'
import { requireCurrent } from '../sites/contract.ts'
import { createSites } from '../sites/sites.ts'
import { databaseOption, jsonOption, parseDays } from './options.ts'
import { print } from './print.ts'
import { readSettings } from './settings.ts'
import type { World } from './world.ts'

type Options = { database?: string; days?: number; none?: true; json?: true }

/** `kakburk site retention`: for how long a site keeps what is personal. */
export const addSiteRetention = (site: Command, world: World): void => {
  site
    .command('retention')
    .argument('<site>', 'the site, as its policy names it')
    .description('say or change for how long a site keeps what is personal')
    .addOption(new Option('--days <number>', 'erase it after so many days').argParser(parseDays).conflicts('none'))
    .option('--none', 'keep it until somebody erases it')
    .addOption(databaseOption())
    .addOption(jsonOption())
    .addHelpText('after', examples)
    .action((name: string, options: Options) => setRetention(name, options, world))
}

const examples = `
A server that is running erases what is too old within a day, and when it starts; its log says so. The entries themselves stay.

Examples:
  kakburk site retention window-shop
  kakburk site retention window-shop --days 730
  kakburk site retention window-shop --none
`

const setRetention = async (site: string, { database: file, days, none, json }: Options, world: World): Promise<void> => {
  const database = world.openDatabase(file ?? readSettings(world.env).database, { create: false })
  try {
    await requireCurrent(createSites(database, world), site)
    const rules = createRules(database)
    if (days !== undefined || none) {
      const detail = describe(days)
      await createAccessLog(database, world).append({ site, who: world.who, action: 'set-retention', detail })
      rules.set(site, days)
    }
    const kept = rules.read(site)
    await print(world.stdout, json ? `${JSON.stringify({ site, days: kept ?? null })}\n` : `${site}: ${describe(kept)}\n`)
  } finally {
    database.close()
  }
}

const describe = (days: number | undefined): string =>
  days === undefined
    ? 'what is personal is kept until somebody erases it'
    : `what is personal is kept for ${days === 1 ? '1 day' : `${days} days`}`
