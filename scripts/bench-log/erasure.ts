import { createSites, createSqliteLog, openDatabase } from '@kakburk/server'
import { createErasure } from '../../packages/server/src/erase/erasure.ts'
import { quiet } from './machine.ts'
import { ask } from './server.ts'
import { largestOf, type Setting } from './setting.ts'
import { host, site } from './shop.ts'
import { median, number, type Table } from './table.ts'

const count = 20

/** How long it takes to erase a visitor of the largest log: to find what is kept, and to destroy it, durably and logged. */
export const measureErasure = async (setting: Setting): Promise<Table> => {
  const { file } = largestOf(setting)
  await quiet(setting.patience)
  const database = openDatabase(file)
  const [find, erase, wipe]: [number[], number[], number[]] = [[], [], []]
  try {
    const sites = createSites(database, { host })
    const log = createSqliteLog(database, { host })
    const erasure = createErasure({ database, log, sites })
    const size = await log.size(site)
    for (let turn = 0; turn < count; turn++) {
      const visitor = readVisitor(file, 1 + Math.floor(Math.random() * (size - 1)))
      const begin = performance.now()
      const indices = erasure.ofVisitor(site, visitor)
      const found = performance.now()
      await erasure.erase({ site, indices, reason: 'visitor' })
      const erased = performance.now()
      await erasure.wipe()
      find.push(found - begin)
      erase.push(erased - found)
      wipe.push(performance.now() - erased)
    }
    const together = median(find.map((time, place) => time + (erase[place] ?? 0)))
    return {
      title: `Erasing one visitor, median of ${count}`,
      rows: [
        {
          'log of': number(size),
          'to find, ms': number(median(find), 1),
          'to erase, ms': number(median(erase), 1),
          'together, ms': number(together, 1),
          'to wipe the files, ms': number(median(wipe), 1),
        },
      ],
      figures: [{ what: `erasing one visitor of ${number(size)}`, value: together, aim: 10, than: 'at most', unit: ' ms', digits: 1 }],
    }
  } finally {
    database.close()
  }
}

/** The visitor of an entry, or of the next that has one. */
const readVisitor = (file: string, index: number): string =>
  String(
    ask(
      file,
      `SELECT half ->> '$.visitor' FROM personal_halves WHERE site = '${site}' AND "index" >= ${index} AND half <> '' ORDER BY "index" LIMIT 1`,
    ),
  )
