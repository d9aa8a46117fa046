import { readFile } from 'node:fs/promises'
import { InvalidArgumentError } from 'commander'
import { verifyReceipt } from '../verify/receipt.ts'
import { print } from './print.ts'
import type { World } from './world.ts'

/** The part of `kakburk verify` that checks a receipt. Throws when something in it does not hold. */
export const verifySaved = async (
  file: string,
  { given, json }: { given: readonly string[]; json: boolean },
  world: World,
): Promise<void> => {
  if (given.length === 0) {
    throw new InvalidArgumentError(
      '--key: expected a key of the log, which the site publishes; a receipt cannot vouch for the key that signed it',
    )
  }
  const report = await verifyReceipt(await readFile(file, 'utf8'), given.join('\n'))
  const lines = Object.entries(report).map(
    ([what, { holds, why }]) => `${what}: ${holds === null ? '-' : holds ? 'holds' : 'FAULT'}, ${why}\n`,
  )
  await print(world.stdout, json ? `${JSON.stringify(report, inBase64)}\n` : lines.join(''))
  if (Object.values(report).some(({ holds }) => holds === false)) throw new Error(`${file}: does not hold`)
}

/** Roots in base64, as checkpoints have them. */
const inBase64 = (_: string, value: unknown): unknown => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value)
