import { type Command, InvalidArgumentError } from 'commander'
import { createKeys } from '../log/keys/keys.ts'
import { requireCurrent } from '../sites/contract.ts'
import { createSites } from '../sites/sites.ts'
import { databaseOption, jsonOption } from './options.ts'
import { print } from './print.ts'
import { publicHost, readSettings } from './settings.ts'
import type { World } from './world.ts'

type Options = { database?: string; overlap: number; json?: true }

/** `kakburk site rotate-key`: gives the log of a site a new key. */
export const addSiteRotateKey = (site: Command, world: World): void => {
  site
    .command('rotate-key')
    .argument('<site>', 'the site, as its policy names it')
    .description('give the log of a site a new key')
    .option('--overlap <days>', 'for how long the key before signs beside it; 0 when it may have been stolen', parseOverlap, 30)
    .addOption(databaseOption())
    .addOption(jsonOption())
    .addHelpText('after', examples)
    .action((name: string, options: Options) => rotateKey(name, options, world))
}

const examples = `
The log keeps its name, and the public half of every key it ever had. While keys overlap, each checkpoint has a signature of both:
tell the new one to whoever knows the old. A key that has retired is deleted; what it signed stays good. A key that is lost
retires at once. A server that is running signs with the new one at its next receipt; one that has its keys in KAKBURK_KEYS needs
the new one there first.

Examples:
  kakburk site rotate-key window-shop
  kakburk site rotate-key window-shop --overlap 0
`

const rotateKey = async (site: string, { json, overlap, ...options }: Options, world: World): Promise<void> => {
  const settings = { ...readSettings(world.env), ...options }
  const database = world.openDatabase(settings.database, { create: false })
  try {
    const logOptions = { now: world.now, host: publicHost(settings), secrets: settings.secrets }
    await requireCurrent(createSites(database, logOptions), site)
    const { added, retiring } = createKeys(database, logOptions).rotate(site, overlap)
    const lines = retiring.map(({ verifier, retiredAt }) => `Until ${retiredAt}: ${verifier}\n`)
    await print(
      world.stdout,
      json
        ? `${JSON.stringify({ site, key: added.verifier, retiring: retiring.map(({ verifier, retiredAt }) => ({ key: verifier, until: retiredAt })) })}\n`
        : `From now on: ${added.verifier}\n${lines.join('')}`,
    )
  } finally {
    database.close()
  }
}

/** Days from 0 to ten years. */
const parseOverlap = (text: string): number => {
  if (!/^\d{1,4}$/.test(text) || Number(text) > 3650) throw new InvalidArgumentError('Expected 0 to 3650 days.')
  return Number(text)
}
