import { join } from 'node:path'
import Client from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import { type OpenOptions, openDatabase } from '../db/open.ts'
import { createSqliteLog } from '../log/sqlite.ts'
import type { LogOptions } from '../log/writer.ts'
import { makeFolder } from './folder.ts'

/** A file for a database that is still to be made, gone when the test is. */
export const makeFile = (): string => join(makeFolder(), 'kakburk.db')

/** Opens a database until the test is done. */
export const openFile = (file: string, options?: OpenOptions) => {
  const database = openDatabase(file, options)
  onTestFinished(() => database.close())
  return database
}

/** A log in a file, as a process of its own would open it. */
export const openLog = (file: string, options: LogOptions & { patience?: number } = {}) => createSqliteLog(openFile(file), options)

/** Does with a database what another program might. */
export const execute = (file: string, statements: string): void => {
  const client = new Client(file)
  client.exec(statements)
  client.close()
}

/** What another program reads. */
export const query = <Row>(file: string, statement: string): Row[] => {
  const client = new Client(file, { readonly: true })
  const rows = client.prepare(statement).all() as Row[]
  client.close()
  return rows
}
