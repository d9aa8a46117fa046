import { open, readFile, stat } from 'node:fs/promises'
import { type Command, InvalidArgumentError } from 'commander'
import { readArchive } from '../verify/archive.ts'
import { type BundleFault, describe, readFolder, readGivenKeys, verifyBundle } from '../verify/verify.mjs'
import { jsonOption } from './options.ts'
import { print } from './print.ts'
import { verifySaved } from './verify-receipt.ts'
import type { World } from './world.ts'

export type VerifyOptions = { since?: string; key?: string[]; all?: true; json?: true }

/** `kakburk verify`: checks a bundle, or a receipt that a visitor saved. Needs no database and no network. */
export const addVerify = (program: Command, world: World): void => {
  program
    .command('verify')
    .argument('<file>', 'a bundle (the archive, or the folder it was unpacked to), or a receipt that a visitor saved')
    .description('check a bundle or a saved receipt, offline')
    .option('--since <file>', 'a checkpoint of the same log from an earlier day: nothing of before may have changed since')
    .option('--key <key>', 'a key of the log that you know, or a file with keys; may stand more than once', gather)
    .option('--all', 'check every signature, and not a sample of them')
    .addOption(jsonOption())
    .addHelpText('after', examples)
    .action((file: string, options: VerifyOptions) => verify(file, options, world))
}

const examples = `
The exit code is 0 when all holds, 1 when something does not or cannot be read, 2 for wrong use.

Examples:
  kakburk verify bundle.zip
  kakburk verify bundle.zip --since checkpoint-of-last-year.txt --key 'consent.shop.example/shop+1a2b3c4d+AQ…'
  kakburk verify receipt.json --key key.txt
`

const gather = (key: string, before: string[] = []): string[] => [...before, key]

const verify = async (file: string, options: VerifyOptions, world: World): Promise<void> => {
  const given = await readable(async () => (options.key ?? []).flatMap(readGivenKeys))
  if (await readable(() => isJson(file))) {
    const ofBundles = (['since', 'all'] as const).find((name) => options[name] !== undefined)
    if (ofBundles) throw new InvalidArgumentError(`--${ofBundles}: is for a bundle alone, and ${file} is a receipt`)
    return verifySaved(file, { given, json: options.json === true }, world)
  }
  const isFolder = (await stat(file)).isDirectory()
  const { places, faults } = isFolder ? { places: readFolder(file), faults: [] } : await readArchive(file)
  const since = await readable(async () => (options.since === undefined ? undefined : readFile(options.since, 'utf8')))
  const found =
    places.size === 0 && faults.length > 0 ? nothing : await verifyBundle(places, { since, keys: given, all: options.all === true })
  const result = { ...found, whole: found.whole && faults.length === 0, faults: [...faults, ...found.faults] }
  await print(world.stdout, options.json ? `${JSON.stringify(result)}\n` : `${describe(result).join('\n')}\n`)
  if (!result.whole) throw new Error(`${file}: is not whole`)
}

/** What cannot be read at all is wrong use, and says nothing about a bundle. */
const readable = async <T>(read: () => Promise<T>): Promise<T> =>
  read().catch((error) => {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error))
  })

const nothing = { whole: false, faults: [] as BundleFault[], checked: {} }

/** A receipt begins with a brace, an archive never does. */
const isJson = async (file: string): Promise<boolean> => {
  const handle = await open(file)
  try {
    return (await handle.stat()).isFile() && (await handle.read(Buffer.alloc(1), 0, 1, 0)).buffer.toString() === '{'
  } finally {
    await handle.close()
  }
}
