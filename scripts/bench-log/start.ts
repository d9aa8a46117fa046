import { makeReceipts } from './load.ts'
import { quiet, start } from './machine.ts'
import { deliver, ours } from './server.ts'
import { largestOf, type Setting } from './setting.ts'
import { median, number, type Table } from './table.ts'

const count = 7

/** How long a server takes to be of use, without entries and with the most. */
export const measureStart = async (setting: Setting): Promise<Table> => {
  const { size, file } = largestOf(setting)
  await quiet(setting.patience)
  const empty = await timeToFirst(setting.makeEmpty('start'))
  const full = await timeToFirst(file)
  return {
    title: `From the start of the process to the answer to its first receipt, median of ${count}`,
    rows: [{ 'log of': number(size), ms: number(full), 'of an empty log, ms': number(empty), ratio: number(full / empty, 2) }],
    figures: [{ what: `start with ${number(size)} entries, of an empty start`, value: full / empty, aim: 1.5, than: 'at most' }],
  }
}

const timeToFirst = async (database: string): Promise<number> => {
  const times = []
  for (const receipt of makeReceipts(count)) {
    const begin = performance.now()
    const running = await start(ours(database))
    try {
      const { status } = await deliver(running.address, receipt)
      if (status !== 201) throw new Error(`the first receipt was answered with ${status}`)
      times.push(performance.now() - begin)
    } finally {
      await running.stop()
    }
  }
  return median(times)
}
