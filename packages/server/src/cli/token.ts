import type { Command } from 'commander'
import { addTokenList } from './token-list.ts'
import { addTokenMake } from './token-make.ts'
import { addTokenRevoke } from './token-revoke.ts'
import type { World } from './world.ts'

/** `kakburk token`: makes, lists and takes back what lets somebody read the log of a site. */
export const addToken = (program: Command, world: World): void => {
  const token = program
    .command('token')
    .description('make a token with which somebody can reach the log of a site, list them, and take one back')
    .addHelpText('after', examples)
  addTokenMake(token, world)
  addTokenList(token, world)
  addTokenRevoke(token, world)
}

const examples = `
Examples:
  kakburk token --site window-shop --label "auditor 2027" --days 30
  kakburk token list --site window-shop
  kakburk token revoke 1a2b3c4d
`
