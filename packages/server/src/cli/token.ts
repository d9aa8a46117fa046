import type { Command } from 'commander'
import { requireCurrent } from '../sites/contract.ts'
import { createSites } from '../sites/sites.ts'
import { createTokens } from '../sites/tokens.ts'
import { databaseOption, jsonOption, parseDays, siteOption } from './options.ts'
import { print } from './print.ts'
import { readSettings } from './settings.ts'
import type { World } from './world.ts'

type Options = { database?: string; site: string; label: string; days: number; json?: true }

/** `kakburk token`: makes a token with which an auditor exports the log of one site. */
export const addToken = (program: Command, world: World): void => {
  program
    .command('token')
    .description('make a token with which an auditor can export the log of a site')
    .addOption(siteOption())
    .option('--label <text>', 'whom it is for', '')
    .option('--days <number>', 'how long it holds', parseDays, 90)
    .addOption(databaseOption())
    .addOption(jsonOption())
    .addHelpText('after', examples)
    .action((options: Options) => makeToken(options, world))
}

const examples = `
The token goes to stdout, once; the database keeps its hash alone.

Examples:
  kakburk token --site window-shop --label "auditor 2027" --days 30
  curl -H "Authorization: Bearer $(kakburk token --site window-shop --days 1)" http://localhost:8787/s/window-shop/export.csv
`

const makeToken = async ({ database: file, site, label, days, json }: Options, world: World): Promise<void> => {
  const database = world.openDatabase(file ?? readSettings(world.env).database, { create: false })
  try {
    await requireCurrent(createSites(database, world), site)
    const tokens = createTokens(database, world)
    const { token, expiresAt } = await tokens.make({ site, label, days })
    try {
      await print(world.stdout, json ? `${JSON.stringify({ token, site, label, expiresAt })}\n` : `${token}\n`)
    } catch (error) {
      // A token that nobody has read must not stay good.
      await tokens.remove(token)
      throw error
    }
    world.stderr.write(`A token for auditors of site ${site}, until ${expiresAt}. It cannot be shown again.\n`)
  } finally {
    database.close()
  }
}
