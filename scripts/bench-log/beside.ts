import { makeToken, takeExport } from './export.ts'
import { makeReceipts } from './load.ts'
import { quiet, type Running, start } from './machine.ts'
import { loadOnce } from './receipts.ts'
import { ours, receiptPath } from './server.ts'
import { largestOf, type Setting } from './setting.ts'
import { number, type Table } from './table.ts'

/** What an export of the largest log costs those who send receipts meanwhile. */
export const measureBeside = async (setting: Setting): Promise<Table> => {
  const { file } = largestOf(setting)
  const token = makeToken(file)
  const best = { alone: 0, beside: 0 }
  for (let round = 0; round < setting.rounds; round++) {
    await quiet(setting.patience)
    const running = await start(ours(file))
    try {
      const load = (seconds: number) =>
        loadOnce(running, makeReceipts(seconds * setting.most), receiptPath, { connections: setting.connections, seconds })
      await load(setting.warm)
      best.alone = Math.max(best.alone, (await load(setting.seconds)).rate)
      const exporting = exportOnAndOn(running, token)
      best.beside = Math.max(best.beside, (await load(setting.seconds)).rate)
      await exporting.stop()
    } finally {
      await running.stop()
    }
  }
  return {
    title: 'Receipts per second while an export runs',
    rows: [{ alone: number(best.alone), 'beside an export': number(best.beside), ratio: number(best.beside / best.alone, 2) }],
    figures: [{ what: 'receipts/s while an export runs, of without', value: best.beside / best.alone, aim: 0.9, than: 'at least' }],
  }
}

const exportOnAndOn = (running: Running, token: string) => {
  const stopping = new AbortController()
  const work = (async () => {
    while (!stopping.signal.aborted)
      await takeExport(running, token, stopping.signal).catch((error) => stopping.signal.aborted || Promise.reject(error))
  })()
  return {
    stop: () => {
      stopping.abort()
      return work
    },
  }
}
