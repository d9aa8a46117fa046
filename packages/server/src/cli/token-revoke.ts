import { ConsentProblem } from '@kakburk/shared'
import type { Command } from 'commander'
import { createAccessLog } from '../access/sqlite.ts'
import { createTokens, nameHolder } from '../sites/tokens.ts'
import { databaseOption, jsonOption } from './options.ts'
import { print } from './print.ts'
import { readSettings } from './settings.ts'
import type { World } from './world.ts'

type Options = { database?: string; json?: true }

/** `kakburk token revoke`: takes a token back. */
export const addTokenRevoke = (token: Command, world: World): void => {
  token
    .command('revoke')
    .argument('<id>', 'the id of the token, eight characters')
    .description('take a token back, at once')
    .addOption(databaseOption())
    .addOption(jsonOption())
    .action((id: string, options: Options) => revokeToken(id, options, world))
}

const revokeToken = async (id: string, { database: file, json }: Options, world: World): Promise<void> => {
  const database = world.openDatabase(file ?? readSettings(world.env).database, { create: false })
  try {
    const tokens = createTokens(database, world)
    const token = await tokens.read(id)
    if (!token) throw new ConsentProblem('not-found', `token: there is none with the id "${id}"; "kakburk token list" shows them`)
    const { site } = token
    await tokens.revoke(id)
    await createAccessLog(database, world).append({ site, who: world.who, action: 'revoke-token', detail: nameHolder(token) })
    await print(world.stdout, json ? `${JSON.stringify(token)}\n` : `Revoked: ${nameHolder(token)}, of site ${site}\n`)
  } finally {
    database.close()
  }
}
