import { createAccessLog } from '../access/sqlite.ts'
import { openBundle } from '../bundle/bundle.ts'
import { createKeys } from '../log/keys/keys.ts'
import { createSqliteLog } from '../log/sqlite.ts'
import { requireCurrent } from '../sites/contract.ts'
import { createSites } from '../sites/sites.ts'
import { publicHost, readSettings } from './settings.ts'
import type { World } from './world.ts'
import { findTarget, writeWhole } from './write-whole.ts'

/** `kakburk export --bundle`: all that an auditor needs, in one archive. */
export const exportBundle = async (
  { database: file, site, bundle: out }: { database?: string | undefined; site: string; bundle: string },
  world: World,
): Promise<void> => {
  const target = await findTarget(out)
  const settings = readSettings(world.env)
  const database = world.openDatabase(file ?? settings.database, { create: false })
  try {
    const options = { now: world.now, host: publicHost(settings), secrets: settings.secrets }
    await requireCurrent(createSites(database, options), site)
    const log = createSqliteLog(database, options)
    // A log of before there were keys gets its first checkpoint here.
    await log.checkpoint(site)
    // Before the bundle is opened, so that this line is in it.
    const detail = `bundle, ${await log.size(site)} entries`
    await createAccessLog(database, world).append({ site, who: world.who, action: 'export', detail })
    const { facts, chunks, close } = openBundle({ database, keys: createKeys(database, options), now: world.now }, site)
    const count = facts.size === 1 ? '1 entry' : `${facts.size} entries`
    world.stderr.write(`Packing ${count} of site ${site}…\n`)
    try {
      await writeWhole(target, chunks)
    } finally {
      close()
    }
    world.stderr.write(`Wrote ${count} to ${out}. Check it with "kakburk verify ${out}", or unpack it and run "node verify.mjs".\n`)
  } finally {
    database.close()
  }
}
