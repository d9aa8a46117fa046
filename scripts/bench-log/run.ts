/**
 * Measures the log, in one run beside what the machine can do at all: receipts per second, export, verifier, erasure and start. The
 * tables are Markdown. It needs Linux, what `pnpm build` makes, and the programs wrk and sqlite3. `--help` says what can be set.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { measureBeside } from './beside.ts'
import { makeDatabase } from './database.ts'
import { measureErasure } from './erasure.ts'
import { measureExport } from './export.ts'
import { figureTable, printFigure } from './figure.ts'
import { requireWrk } from './load.ts'
import { quiet } from './machine.ts'
import { writePage } from './page.ts'
import { measureReceipts } from './receipts.ts'
import { help, readSetting, type Setting } from './setting.ts'
import { measureStart } from './start.ts'
import { number, printTable, type Table } from './table.ts'
import { measureVerifier } from './verifier.ts'

const parts: Record<string, (setting: Setting) => Promise<Table>> = {
  receipts: measureReceipts,
  export: measureExport,
  beside: measureBeside,
  verifier: measureVerifier,
  erasure: measureErasure,
  start: measureStart,
}

const measure = async (setting: Setting): Promise<void> => {
  requireWrk()
  for (const { size, file } of setting.held) await makeDatabase(file, { size, signed: false })
  const load = readFileSync('/proc/loadavg', 'utf8').split(' ')[0]
  const machine = `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`
  const date = new Date().toISOString().slice(0, 10)
  const busy = number(await quiet(setting.patience), 1)
  const head = `${date}, ${machine}. Before it began the machine had a load of ${load}, and ${busy} of its cores were busy.\n`
  console.log(head)
  const tables: Record<string, Table> = {}
  for (const name of setting.parts) {
    const part = parts[name]
    if (!part) throw new Error(`--parts: expected ${Object.keys(parts).join(', ')}, got ${name}`)
    tables[name] = await part(setting)
    console.log(printTable(tables[name]))
    for (const figure of tables[name].figures ?? []) console.log(printFigure(figure))
    console.log()
  }
  if (setting.json) writeFileSync(setting.json, JSON.stringify({ date, machine, load, busy, setting, tables }, null, 1))
  const figures = figureTable(Object.values(tables).flatMap((table) => table.figures ?? []))
  if (setting.page) writePage([head, ...[figures, ...Object.values(tables)].map(printTable)].join('\n'))
}

const setting = readSetting()
if (setting) await measure(setting)
else console.log(help)
