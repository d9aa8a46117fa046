import { makeTag } from '@kakburk/widget/compile'
import type { Command } from 'commander'
import { createSites } from '../sites/sites.ts'
import { notesOn } from './notes.ts'
import { databaseOption, jsonOption } from './options.ts'
import { readPolicyFile } from './policy-file.ts'
import { print } from './print.ts'
import { localAddress, parseAddress, readSettings } from './settings.ts'
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
  const { database: databaseFile, url, port } = { ...readSettings(world.env), ...options }
  const policy = await readPolicyFile(file)
  const database = world.openDatabase(databaseFile)
  try {
    const { published, isNew } = await createSites(database, world).publish(policy)
    const { name, version } = published
    const tag = makeTag(policy, `${url ?? localAddress(port)}/s/${policy.site}/gate.js`)
    const notes = notesOn(policy)
    const state = isNew ? 'published' : 'unchanged'
    await print(
      world.stdout,
      json
        ? `${JSON.stringify({ site: policy.site, state, policy: name, version, tag, notes })}\n`
        : `${state}: site ${policy.site}, policy version ${version}, ${name}\n\nPaste this first in <head> of every page:\n\n${tag}\n${notes.map((note) => `\nNote: ${note}.\n`).join('')}`,
    )
  } finally {
    database.close()
  }
}
