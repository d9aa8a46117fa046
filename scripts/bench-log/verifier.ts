import { rmSync, statSync } from 'node:fs'
import { makeDatabase } from './database.ts'
import { quiet, run } from './machine.ts'
import { ask, kakburk, ours } from './server.ts'
import type { Setting } from './setting.ts'
import { site } from './shop.ts'
import { number, type Table } from './table.ts'

/** What it takes to pack a bundle, and to check it. */
export const measureVerifier = async ({ verified: { file, size }, patience }: Setting): Promise<Table> => {
  await makeDatabase(file, { size, signed: true })
  const bundle = `${file}.zip`
  rmSync(bundle, { force: true })
  await quiet(patience)
  const packed = await run(process.execPath, [kakburk, 'export', '--site', site, '--bundle', bundle], ours(file).env)
  const checked = await run(process.execPath, [kakburk, 'verify', bundle])
  const mib = statSync(bundle).size / 2 ** 20
  rmSync(bundle)
  const entries = ask(file, 'SELECT max("index") + 1 FROM entries')
  return {
    title: '`kakburk export --bundle`, and `kakburk verify` of that bundle',
    rows: [
      {
        entries: number(entries),
        'bundle, MiB': number(mib),
        'packed in, s': number(packed.seconds, 1),
        'with, MiB': number(packed.peak),
        'checked in, s': number(checked.seconds, 1),
        'with at most, MiB': number(checked.peak),
      },
    ],
    // The aims are those of a million: of more or fewer they are so many times as far.
    figures: [
      {
        what: 'checking a bundle offline, a million entries',
        value: (checked.seconds * 1e6) / entries,
        aim: 7,
        than: 'at most',
        unit: ' s',
        digits: 1,
      },
      { what: 'its memory', value: checked.peak, aim: 200, than: 'at most', unit: ' MiB', digits: 0 },
    ],
  }
}
