import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { canonical } from '@kakburk/shared'
import Client from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { createTerminal } from './testing/command.ts'
import { makeFolder } from './testing/folder.ts'
import { openLog } from './testing/sqlite.ts'
import { verifyLog } from './testing/verify.ts'
import { createVisitor } from './testing/visitor.ts'

const command = ['--import', 'tsx', '--conditions', 'kakburk-source', fileURLToPath(new URL('main.ts', import.meta.url))]

const environment = (database: string) => ({ ...process.env, KAKBURK_DATABASE: database, PORT: '0' })

const runProcess = (database: string, ...args: string[]) =>
  new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [...command, ...args], { env: environment(database) }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    )
  })

/** Starts `kakburk serve` as a process, and resolves when it listens. */
const serve = async (database: string): Promise<{ child: ChildProcess; address: string; text: () => string }> => {
  const child = spawn(process.execPath, [...command, 'serve'], { env: environment(database), stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let text = ''
  child.stdout?.setEncoding('utf8').on('data', (data) => {
    text += data
  })
  while (!text.includes('\n')) await once(child.stdout, 'data')
  return { child, address: /http:\S+?(?=,)/.exec(text)?.[0] ?? '', text: () => text }
}

const deliver = (address: string, signed = createVisitor().signed()) =>
  fetch(`${address}/s/window-shop/receipts`, {
    method: 'POST',
    headers: { Origin: 'https://shop.example', 'Content-Type': 'text/plain' },
    body: canonical(signed),
  })

it('is a program with exit codes', async () => {
  const database = join(makeFolder(), 'kakburk.db')
  expect(await runProcess(database, 'serve', '--quickly')).toEqual({
    code: 2,
    stdout: '',
    stderr: "kakburk: unknown option '--quickly' (see kakburk --help)\n",
  })
  expect(await runProcess(database, 'site', 'list')).toMatchObject({ code: 1, stdout: '' })
  expect(await runProcess(database, '--help')).toMatchObject({ code: 0, stderr: '' })
})

it('says in one line that stdout is full, and leaves no token behind', async () => {
  const { database, kakburk, writePolicy } = createTerminal()
  await kakburk('site', 'add', writePolicy())
  const intoFull = (...args: string[]) =>
    new Promise<{ code: unknown; stderr: string }>((resolve) => {
      const full = openSync('/dev/full', 'w')
      const child = spawn(process.execPath, [...command, ...args], { env: environment(database), stdio: ['ignore', full, 'pipe'] })
      let stderr = ''
      child.stderr?.setEncoding('utf8').on('data', (data) => {
        stderr += data
      })
      child.on('close', (code) => {
        closeSync(full)
        resolve({ code, stderr })
      })
    })
  const line = /(^|\n)kakburk: stdout cannot be written: ENOSPC[^\n]*\n$/
  for (const args of [['export', '--site', 'window-shop'], ['token', '--site', 'window-shop'], ['site', 'list'], ['--help']]) {
    expect(await intoFull(...args)).toEqual({ code: 1, stderr: expect.stringMatching(line) })
  }
  const client = new Client(database, { readonly: true })
  onTestFinished(() => void client.close())
  expect(client.prepare('SELECT * FROM tokens').all()).toEqual([])
})

it('takes receipts, sees a site that another process adds, stops when told to, and loses nothing', async () => {
  const { database, kakburk, writePolicy } = createTerminal({ now: () => new Date() })
  const { child, address, text } = await serve(database)
  expect((await deliver(address)).status).toBe(404)
  await kakburk('site', 'add', writePolicy())
  for (let count = 0; count < 5; count++) expect((await deliver(address)).status).toBe(201)

  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  expect([code, text().endsWith('Stopped.\n')]).toEqual([0, true])
  expect((await kakburk('export', '--site', 'window-shop')).stdout.split('\r\n')).toHaveLength(8)
})

it('has every receipt that it answered for, however suddenly it dies', async () => {
  const { database, kakburk, writePolicy } = createTerminal({ now: () => new Date() })
  await kakburk('site', 'add', writePolicy())
  const { child, address } = await serve(database)
  const answered: string[] = []
  const deliverForEver = async () => {
    for (;;) {
      const signed = createVisitor().signed()
      if ((await deliver(address, signed)).status === 201) answered.push(signed.receipt.id)
      if (answered.length === 50) child.kill('SIGKILL')
    }
  }
  await Promise.allSettled(Array.from({ length: 8 }, deliverForEver))
  const { stdout } = await kakburk('export', '--site', 'window-shop')
  expect(answered.length).toBeGreaterThanOrEqual(50)
  expect(answered.filter((id) => !stdout.includes(id))).toEqual([])
  const { size } = await verifyLog(openLog(database))
  expect(size).toBeGreaterThan(answered.length)
})
