import type { Command } from 'commander'
import { createSqliteLog } from '../log/sqlite.ts'
import { createSites } from '../sites/sites.ts'
import { databaseOption, jsonOption } from './options.ts'
import { print } from './print.ts'
import { readSettings } from './settings.ts'
import type { World } from './world.ts'

type Options = { database?: string; json?: true }

/** `kakburk site list`: every site with its current policy and the size of its log. */
export const addSiteList = (site: Command, world: World): void => {
  site
    .command('list')
    .description('list the sites, each with its current policy and how many entries its log has')
    .addOption(databaseOption())
    .addOption(jsonOption())
    .addHelpText('after', examples)
    .action((options: Options) => listSites(options, world))
}

const examples = `
Examples:
  kakburk site list
  kakburk site list --json | jq -r '.[].site'
`

const listSites = async ({ database: file, json }: Options, world: World): Promise<void> => {
  const database = world.openDatabase(file ?? readSettings(world.env).database, { create: false })
  try {
    const log = createSqliteLog(database, world)
    const current = await createSites(database, world).list()
    const sites = await Promise.all(
      current.map(async ({ policy, name, version, publishedAt }) => {
        const { site, origins } = policy
        return { site, policy: name, version, publishedAt, origins, entries: await log.size(site) }
      }),
    )
    await print(world.stdout, json ? `${JSON.stringify(sites, null, 2)}\n` : printSites(sites))
  } finally {
    database.close()
  }
}

type Line = { site: string; version: number; publishedAt: string; origins: string[]; entries: number }

const printSites = (sites: Line[]): string =>
  sites.length === 0 ? 'No sites yet; publish a policy with "kakburk site add".\n' : sites.map((line) => `${printSite(line)}\n`).join('')

const printSite = ({ site, version, publishedAt, origins, entries }: Line): string =>
  `${site}: policy version ${version} of ${publishedAt}, ${entries === 1 ? '1 entry' : `${entries} entries`}, ${origins.join(' ')}`
