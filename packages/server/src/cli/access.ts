import type { Command } from 'commander'
import type { Access } from '../access/contract.ts'
import { createAccessLog } from '../access/sqlite.ts'
import { requireCurrent } from '../sites/contract.ts'
import { createSites } from '../sites/sites.ts'
import { databaseOption, jsonOption, siteOption } from './options.ts'
import { print } from './print.ts'
import { readSettings } from './settings.ts'
import type { World } from './world.ts'

type Options = { database?: string; site: string; json?: true }

/** `kakburk access`: who looked at the log of a site. */
export const addAccess = (program: Command, world: World): void => {
  program
    .command('access')
    .description('list who looked at the log of a site, took a copy of it or erased from it')
    .addOption(siteOption())
    .addOption(databaseOption())
    .addOption(jsonOption())
    .addHelpText('after', examples)
    .action((options: Options) => listAccesses(options, world))
}

const examples = `
With --json each line is a JSON object. To read this list is no line of it.

Examples:
  kakburk access --site window-shop
  kakburk access --site window-shop --json | jq -r .who | sort | uniq -c
`

const listAccesses = async ({ database: file, site, json }: Options, world: World): Promise<void> => {
  const database = world.openDatabase(file ?? readSettings(world.env).database, { create: false })
  try {
    await requireCurrent(createSites(database, world), site)
    for await (const access of createAccessLog(database).list(site)) {
      await print(world.stdout, json ? `${JSON.stringify(access)}\n` : `${describe(access)}\n`)
    }
  } finally {
    database.close()
  }
}

const describe = ({ at, who, action, detail }: Access): string => `${at} ${who}: ${action}, ${detail}`
