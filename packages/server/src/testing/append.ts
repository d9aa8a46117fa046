import { existsSync, writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { openDatabase } from '../db/open.ts'
import { createSqliteLog } from '../log/sqlite.ts'
import { aDraft } from './draft.ts'

// A process that appends: `append.ts FILE COUNT` opens the log, waits for a second process to be as far, and prints its indices.
const [file = '', count = ''] = process.argv.slice(2)
const log = createSqliteLog(openDatabase(file))
const ready = (name: string) => `${file}.${name}`
const self = existsSync(ready('first')) ? 'second' : 'first'
writeFileSync(ready(self), '')
while (!existsSync(ready(self === 'first' ? 'second' : 'first'))) await setTimeout(1)

const indices = []
for (let turn = 0; turn < Number(count); turn++) {
  indices.push((await log.append(aDraft())).logged.index)
  // Lets the other process have the lock: SQLite waits for it by sleeping, and would sleep until this one is done.
  await setTimeout(1)
}
console.log(JSON.stringify(indices))
