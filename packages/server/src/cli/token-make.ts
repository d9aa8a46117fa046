import { type Command, Option } from 'commander'
import { createAccessLog } from '../access/sqlite.ts'
import { requireCurrent } from '../sites/contract.ts'
import { createSites } from '../sites/sites.ts'
import { createTokens, nameHolder, type Role, roles } from '../sites/tokens.ts'
import { databaseOption, jsonOption, parseDays, siteOption } from './options.ts'
import { print } from './print.ts'
import { readSettings } from './settings.ts'
import type { World } from './world.ts'

type Options = { database?: string; site: string; role: Role; label: string; days: number; json?: true }

/** `kakburk token make`, or `kakburk token` alone: makes a token for one site. */
export const addTokenMake = (token: Command, world: World): void => {
  token
    .command('make', { isDefault: true })
    .description('make a token, by default one with which an auditor can export the log of a site')
    .addOption(siteOption())
    .addOption(new Option('--role <role>', 'what its holder is to the site').choices(roles).default('auditor'))
    .option('--label <text>', 'whom it is for', '')
    .option('--days <number>', 'how long it holds', parseDays, 90)
    .addOption(databaseOption())
    .addOption(jsonOption())
    .addHelpText('after', examples)
    .action((options: Options) => makeToken(options, world))
}

const examples = `
The token goes to stdout, once; the database keeps its hash alone. Its id, by which it can be listed and taken back, goes to stderr.

Examples:
  kakburk token --site window-shop --label "auditor 2027" --days 30
  curl -H "Authorization: Bearer $(kakburk token --site window-shop --days 1)" http://localhost:8787/s/window-shop/export.csv
`

const makeToken = async ({ database: file, site, role, label, days, json }: Options, world: World): Promise<void> => {
  const database = world.openDatabase(file ?? readSettings(world.env).database, { create: false })
  try {
    await requireCurrent(createSites(database, world), site)
    const tokens = createTokens(database, world)
    const { token, id, expiresAt } = await tokens.make({ site, role, label, days })
    try {
      const detail = `${nameHolder({ id, role, label })}, until ${expiresAt}`
      await createAccessLog(database, world).append({ site, who: world.who, action: 'make-token', detail })
      await print(world.stdout, json ? `${JSON.stringify({ token, id, site, role, label, expiresAt })}\n` : `${token}\n`)
    } catch (error) {
      // A token that nobody has read must not stay good.
      await tokens.remove(token)
      throw error
    }
    world.stderr.write(`Token ${id} for ${role}s of site ${site}, until ${expiresAt}. It cannot be shown again.\n`)
  } finally {
    database.close()
  }
}
