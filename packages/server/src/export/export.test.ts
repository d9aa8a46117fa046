import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { aDraft, half } from '../testing/draft.ts'
import { makeFolder } from '../testing/folder.ts'
import { createServer, post, type Server } from '../testing/server.ts'
import { aPolicy } from '../testing/shop.ts'
import { createVisitor } from '../testing/visitor.ts'
import type { OpenPrinter, Part } from './contract.ts'
import { type ExportWish, exportLog } from './export.ts'
import { createPrinters } from './printers.ts'

type Parts = Parameters<typeof exportLog>[0]

const wishOf = (wish: Partial<ExportWish> = {}): ExportWish => ({
  site: 'window-shop',
  format: 'csv',
  range: {},
  spreadsheet: false,
  who: 'cli:anna',
  ...wish,
})

const partsOf = (server: Server): Parts => ({ ...server, openPrinter: createPrinters(server.database) })

const read = async (server: Server, wish: Partial<ExportWish> = {}) => {
  const { size, chunks } = await exportLog(partsOf(server), wishOf(wish))
  const pieces = []
  for await (const chunk of chunks) pieces.push(Buffer.from(chunk).toString())
  return { size, pieces, lines: pieces.join('').split('\r\n') }
}

const column = (lines: string[], name: string) => {
  const place = lines[0]?.split(',').indexOf(name) ?? -1
  return lines.slice(1, -1).map((line) => line.split(',')[place])
}

it('is a header and a line for each entry, in order', async () => {
  const server = await createServer()
  for (let count = 0; count < 3; count++) await post(server, createVisitor().signed())
  const { size, lines } = await read(server)
  expect(size).toBe(4)
  expect(column(lines, 'index')).toEqual(['0', '1', '2', '3'])
  expect(column(lines, 'type')).toEqual(['policy', 'consent', 'consent', 'consent'])
})

it('says which version of the policy was shown', async () => {
  const server = await createServer({ policies: [aPolicy(), aPolicy({ lifetimeDays: 30 })] })
  await post(server, createVisitor().signed())
  expect(column((await read(server)).lines, 'policy_version')).toEqual(['1', '2', '1'])
})

it('says what came of checking the signatures', async () => {
  const server = await createServer()
  const visitor = createVisitor()
  await post(server, visitor.signed())
  await post(server, { ...visitor.signed(), signature: visitor.signed().signature })
  expect(column((await read(server)).lines, 'signature')).toEqual(['none', 'unchecked', 'unchecked'])
  await server.signatures.settled()
  expect(column((await read(server)).lines, 'signature')).toEqual(['none', 'valid', 'wrong'])
})

it('holds what lies in its range', async () => {
  const server = await createServer()
  server.clock.time = new Date('2026-11-21T00:00:00.000Z')
  await post(server, createVisitor().signed())
  const { size, lines } = await read(server, { range: { from: '2026-11-21T00:00:00.000Z' } })
  expect([size, column(lines, 'index')]).toEqual([1, ['1']])
})

it('begins for spreadsheets with a byte order mark, and for nobody else', async () => {
  const server = await createServer()
  expect((await read(server, { spreadsheet: true })).pieces[0]).toMatch(/^\uFEFFindex,/)
  expect((await read(server)).pieces[0]).toMatch(/^index,/)
})

it('disarms formulas for spreadsheets', async () => {
  const server = await createServer()
  await server.log.append(aDraft({}, { ...half, page: '=1+1' }))
  expect(column((await read(server)).lines, 'page')).toEqual(['', '=1+1'])
  expect(column((await read(server, { spreadsheet: true })).lines, 'page')).toEqual(['', "'=1+1"])
})

it('knows no site that there is not', async () => {
  await expect(read(await createServer(), { site: 'nobody' })).rejects.toMatchObject({ code: 'site-unknown' })
})

it.each(['json-lines', 'json-ld'] as const)('is for spreadsheets in no other format than CSV: %s', async (format) => {
  await expect(read(await createServer(), { format, spreadsheet: true })).rejects.toMatchObject({ code: 'range-invalid' })
})

describe('a log of thousands', () => {
  const setUp = async () => {
    const server = await createServer({ file: join(makeFolder(), 'log.db') })
    onTestFinished(() => server.database.close())
    await Promise.all(Array.from({ length: 2999 }, () => server.log.append(aDraft())))
    const printed: Part[] = []
    const printers = createPrinters(server.database)
    let closed = 0
    const openPrinter: OpenPrinter = (entries) => {
      const printer = printers(entries)
      return {
        async print(job, part, spare) {
          const bytes = await printer.print(job, part, spare)
          printed.push(part)
          return bytes
        },
        async close() {
          await printer.close()
          closed++
        },
      }
    }
    const { size, chunks } = await exportLog({ ...server, openPrinter }, wishOf())
    return { server, size, reader: chunks[Symbol.asyncIterator](), printed, closed: () => closed }
  }

  it('comes in pieces, ends with what was there when it began, and lets entries be added meanwhile', async () => {
    const { server, size, reader, closed } = await setUp()
    const pieces = []
    for (let step = await reader.next(); !step.done; step = await reader.next()) {
      pieces.push(Buffer.from(step.value).toString())
      await server.log.append(aDraft())
    }
    expect(size).toBe(3000)
    expect(pieces.length).toBeGreaterThan(5)
    expect(pieces.join('').split('\r\n')).toHaveLength(3002)
    expect(closed()).toBe(1)
  })

  it('is the same for a reader who hands every piece back, each of which is printed over', async () => {
    const { server } = await setUp()
    const { chunks } = await exportLog(partsOf(server), wishOf())
    const handedBack: Uint8Array[] = []
    let text = ''
    for (let step = await chunks.next(); !step.done; step = await chunks.next(step.value)) {
      const { value } = step
      text += Buffer.from(value)
      handedBack.push(value)
    }
    expect(text).toBe((await read(server)).pieces.join(''))
    // What the thread has taken is empty here; the last two it did not need.
    expect(handedBack.filter(({ length }) => length > 0).length).toBeLessThan(4)
    expect(handedBack.length).toBeGreaterThan(20)
  })

  it('is printed one piece ahead of its reader, and no further', async () => {
    const { reader, printed } = await setUp()
    expect(printed).toEqual([])
    for (let taken = 1; taken <= 3; taken++) {
      await reader.next()
      await setTimeout(100)
      expect(printed).toHaveLength(taken + 1)
    }
    await reader.return?.()
  })

  it('is printed no longer when its reader leaves', async () => {
    const { reader, printed, closed } = await setUp()
    await reader.next()
    await reader.return?.()
    expect(closed()).toBe(1)
    const before = printed.length
    await setTimeout(100)
    expect(printed).toHaveLength(before)
  })

  it('that cannot be read to its end is an error to its reader, and lets the thread go', async () => {
    const { server, reader, closed } = await setUp()
    await reader.next()
    server.database.connection.exec('ALTER TABLE entries RENAME TO elsewhere')
    await expect(
      (async () => {
        for (let step = await reader.next(); !step.done; step = await reader.next());
      })(),
    ).rejects.toMatchObject({ code: 'SQLITE_ERROR' })
    expect(closed()).toBe(1)
  })
})
