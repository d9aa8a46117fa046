import { canonical, policyName } from '@kakburk/shared'
import { compileSite, makeTag } from '@kakburk/widget/compile'
import type { Command } from 'commander'
import { checkFairness, printFairness } from '../fairness/check.ts'
import { keepFairness } from '../fairness/record.ts'
import type { ConsentLog } from '../log/contract.ts'
import { createSqliteLog } from '../log/sqlite.ts'
import { createScreens } from '../sites/screens.ts'
import { createSites } from '../sites/sites.ts'
import { noteReach, notesOn } from './notes.ts'
import { databaseOption, jsonOption } from './options.ts'
import { readPolicyFile } from './policy-file.ts'
import { print } from './print.ts'
import { localAddress, parseAddress, publicHost, readSettings } from './settings.ts'
import type { World } from './world.ts'

type Options = { database?: string; url?: string; json?: true }

/** `kakburk site add`: publishes a policy file and prints the tag to paste. */
export const addSiteAdd = (site: Command, world: World): void => {
  site
    .command('add')
    .argument('<file>', 'the policy file')
    .description('publish a policy for the site that it names, and print the tag to paste')
    .addOption(databaseOption())
    .option('--url <address>', 'the address at which the public reaches the server (also KAKBURK_URL)', parseAddress)
    .addOption(jsonOption())
    .addHelpText('after', examples)
    .action((file: string, options: Options) => addSite(file, options, world))
}

const examples = `
A server that is running asks by the new policy at once; browsers and proxies may keep the gate of the earlier one for five
minutes, and show it once more while they fetch the new one.

Examples:
  kakburk site add policy.json
  kakburk site add policy.json --url https://consent.shop.example
`

const addSite = async (file: string, { json, ...options }: Options, world: World): Promise<void> => {
  const { database: databaseFile, url, port, secrets } = { ...readSettings(world.env), ...options }
  const policy = await readPolicyFile(file)
  // Before it is published: what cannot be shown asks nobody. In the order of names in which it will be served, else it is another gate.
  const { showing } = await compileSite(JSON.parse(canonical(policy)), await policyName(policy))
  const fairness = await checkFairness(policy, world.env)
  const database = world.openDatabase(databaseFile)
  try {
    const logOptions = { now: world.now, host: publicHost({ url, port }), secrets }
    const { published, isNew } = await createSites(database, logOptions).publish(policy)
    const screens = createScreens(database.connection, world)
    screens.keep(published, showing)
    const key = await readKey(createSqliteLog(database, logOptions), policy.site)
    const { name, version } = published
    keepFairness(screens, name, fairness)
    const tag = makeTag(policy, `${url ?? localAddress(port)}/s/${policy.site}/gate.js`)
    const notes = [
      ...notesOn(policy),
      ...(url === undefined ? [] : noteReach(policy, url)),
      ...noteName(key, `${logOptions.host}/${policy.site}`),
    ]
    const state = isNew ? 'published' : 'unchanged'
    await print(
      world.stdout,
      json
        ? `${JSON.stringify({ site: policy.site, state, policy: name, version, tag, key, notes, fairness })}\n`
        : `${state}: site ${policy.site}, policy version ${version}, ${name}\n\nPaste this first in <head> of every page:\n\n${tag}\n\nThe log is signed with this key; whoever checks it needs this text:\n\n${key}\n\n${printFairness(fairness)}.\n${notes.map((note) => `\nNote: ${note}.\n`).join('')}`,
    )
  } finally {
    database.close()
  }
}

/** The key that signs the log of a site by now; a log of before there were keys gets its first one with its first checkpoint. */
const readKey = async (log: ConsentLog, site: string): Promise<string> => {
  await log.checkpoint(site)
  return (await log.keys(site)).at(-1)?.verifier ?? ''
}

/** A log is called what it was called first: whoever holds a receipt knows it by that name. */
const noteName = (key: string, name: string): string[] =>
  key.startsWith(`${name}+`)
    ? []
    : [`the log is called ${key.split('+')[0]}, as when its first key was made, and stays so at every address`]
