#!/usr/bin/env node
import { run } from './cli/run.ts'
import { openDatabase } from './db/open.ts'
import { listen } from './listen.ts'

// A reader that has seen enough, such as `head`, closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  now: () => new Date(),
  openDatabase,
  listen,
  untilStopped: () =>
    new Promise((resolve) => {
      // Once: whoever asks a second time does not want to wait for requests to finish.
      process.once('SIGTERM', () => resolve())
      process.once('SIGINT', () => resolve())
    }),
})
