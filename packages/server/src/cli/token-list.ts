import type { Command } from 'commander'
import { requireCurrent } from '../sites/contract.ts'
import { createSites } from '../sites/sites.ts'
import { createTokens, nameHolder, type TokenInfo } from '../sites/tokens.ts'
import { databaseOption, jsonOption, siteOption } from './options.ts'
import { print } from './print.ts'
import { readSettings } from './settings.ts'
import type { World } from './world.ts'

type Options = { database?: string; site: string; json?: true }

/** `kakburk token list`: the tokens of a site, by their ids. */
export const addTokenList = (token: Command, world: World): void => {
  token
    .command('list')
    .description('list the tokens of a site, those that have expired among them')
    .addOption(siteOption())
    .addOption(databaseOption())
    .addOption(jsonOption())
    .action((options: Options) => listTokens(options, world))
}

const listTokens = async ({ database: file, site, json }: Options, world: World): Promise<void> => {
  const database = world.openDatabase(file ?? readSettings(world.env).database, { create: false })
  try {
    await requireCurrent(createSites(database, world), site)
    const tokens = await createTokens(database, world).list(site)
    const now = world.now().toISOString()
    const lines = tokens.map((token) => `${describe(token, now)}\n`)
    const none = `No tokens of site ${site} yet; make one with "kakburk token".\n`
    await print(world.stdout, json ? `${JSON.stringify(tokens, null, 2)}\n` : lines.join('') || none)
  } finally {
    database.close()
  }
}

const describe = (token: TokenInfo, now: string): string =>
  `${nameHolder(token)}, of ${token.createdAt}, ${token.expiresAt <= now ? 'expired' : 'until'} ${token.expiresAt}`
