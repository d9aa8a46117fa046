import { expect, it } from 'vitest'
import { aDraft, half } from '../testing/draft.ts'
import { createServer, post, type Server } from '../testing/server.ts'
import { aPolicy } from '../testing/shop.ts'
import { createVisitor } from '../testing/visitor.ts'
import { type ExportWish, exportCsv } from './export.ts'

const read = async (server: Server, wish: Partial<ExportWish> = {}) => {
  const { size, chunks } = await exportCsv(server, { site: 'window-shop', range: {}, spreadsheet: false, ...wish })
  const pieces = []
  for await (const chunk of chunks) pieces.push(chunk)
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

it('comes in pieces, ends with what was there when it began, and lets entries be added meanwhile', async () => {
  const server = await createServer()
  for (let count = 0; count < 2999; count++) await server.log.append(aDraft())
  const { size, chunks } = await exportCsv(server, { site: 'window-shop', range: {}, spreadsheet: false })
  const pieces = []
  for await (const piece of chunks) {
    pieces.push(piece)
    await server.log.append(aDraft())
  }
  expect(size).toBe(3000)
  expect(pieces.length).toBeGreaterThan(5)
  expect(pieces.join('').split('\r\n')).toHaveLength(3002)
})

it('knows no site that there is not', async () => {
  await expect(read(await createServer(), { site: 'nobody' })).rejects.toMatchObject({ code: 'site-unknown' })
})
