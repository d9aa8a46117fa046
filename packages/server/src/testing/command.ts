import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { run } from '../cli/run.ts'
import type { World } from '../cli/world.ts'
import { openDatabase } from '../db/open.ts'
import { listen } from '../listen.ts'
import { makeFolder } from './folder.ts'
import { policyFile } from './shop.ts'

/** What a command did: its exit code, and what it wrote. */
export type Done = { code: number; stdout: string; stderr: string }

/** A terminal in a folder of its own, with a database that is still to be made. */
export const createTerminal = (differing: Partial<World> = {}) => {
  const folder = makeFolder()
  const database = join(folder, 'kakburk.db')

  return {
    folder,
    database,
    /** Writes a policy file, but for what differs. */
    writePolicy(differing: Record<string, unknown> = {}, name = 'policy.json'): string {
      const file = join(folder, name)
      writeFileSync(file, JSON.stringify({ ...policyFile, ...differing }))
      return file
    },
    /** Runs `kakburk` in this process. */
    async kakburk(...args: string[]): Promise<Done> {
      const [stdout, stderr] = [createPaper(), createPaper()]
      const world: World = {
        env: { KAKBURK_DATABASE: database },
        stdout: stdout.stream,
        stderr: stderr.stream,
        now: () => new Date('2026-11-20T12:00:00.000Z'),
        who: 'cli:anna',
        openDatabase,
        listen,
        untilStopped: async () => {},
        ...differing,
      }
      return { code: await run(args, world), stdout: stdout.text(), stderr: stderr.text() }
    },
  }
}

const createPaper = () => {
  let text = ''
  const stream = new Writable({
    write(chunk, _, done) {
      text += chunk
      done()
    },
  })
  return { stream, text: () => text }
}
