import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { openDatabase } from '@kakburk/server'
import type { Server } from './machine.ts'
import { origin, site } from './shop.ts'

const root = resolve(import.meta.dirname, '../..')

/** The program as it was built. */
export const kakburk = resolve(root, 'packages/server/dist/main.js')

const environment = (database: string) => ({ KAKBURK_DATABASE: database, KAKBURK_URL: 'https://consent.example' })

/** Our server on a database; `unchecked` does without the checks of signatures, which it makes beside the log. */
export const ours = (database: string, { unchecked = false } = {}): Server => ({
  args: [...(unchecked ? ['--import', resolve(import.meta.dirname, 'unchecked.mjs')] : []), kakburk, 'serve'],
  env: environment(database),
  health: '/health',
})

export const baseline = (name: 'bare' | 'hono'): Server => ({
  args: ['--import', 'tsx', resolve(root, 'packages/server/src/testing/baseline.ts'), name],
  health: '/',
})

/** Runs a command of ours to its end and gives what it wrote. Throws when it fails. */
export const command = (database: string, ...args: string[]): string => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [kakburk, ...args], {
    env: { ...process.env, ...environment(database) },
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  })
  if (status !== 0) throw new Error(`kakburk ${args.join(' ')}: ${stderr}`)
  return stdout
}

export const receiptPath = `/s/${site}/receipts`

/** Delivers one receipt, as a browser does. */
export const deliver = (address: string, body: string): Promise<Response> =>
  fetch(address + receiptPath, { method: 'POST', headers: { Origin: origin, 'Content-Type': 'text/plain' }, body })

/** What one number of a database is. */
export const ask = (database: string, statement: string): number => {
  const { connection, close } = openDatabase(database, { create: false })
  try {
    return connection.prepare(statement).pluck().get() as number
  } finally {
    close()
  }
}
