#!/usr/bin/env node
import { userInfo } from 'node:os'
import { run } from './cli/run.ts'
import { openDatabase } from './db/open.ts'
import { listen } from './listen.ts'

// Whoever writes to stdout is told of its errors; without a listener Node would stop at them first.
process.stdout.on('error', () => {})

/** The name of whoever runs this. A container may run it as somebody who has none. */
const readUser = (): string => {
  try {
    return userInfo().username
  } catch {
    return `user ${process.getuid?.() ?? 'unknown'}`
  }
}

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  now: () => new Date(),
  who: `cli:${readUser()}`,
  openDatabase,
  listen,
  untilStopped: () =>
    new Promise((resolve) => {
      // Once: whoever asks a second time does not want to wait for requests to finish.
      process.once('SIGTERM', () => resolve())
      process.once('SIGINT', () => resolve())
    }),
})
