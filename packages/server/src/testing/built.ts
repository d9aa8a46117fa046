import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

const environment = (database: string) => ({
  ...process.env,
  KAKBURK_DATABASE: database,
  KAKBURK_URL: 'https://consent.example',
  PORT: '0',
})

/** A server that was built, as a process of its own. */
export type BuiltServer = {
  child: ChildProcess
  /** Where it listens. Rejects with what it wrote when it ends before it does. */
  address: Promise<string>
  /** What it has told its operator. */
  told: () => string
  /** Ends it as a crash would. */
  kill(): Promise<void>
}

/** Starts `kakburk serve` on a database file. */
export const startBuilt = (database: string): BuiltServer => {
  const child = spawn(process.execPath, [main, 'serve'], { env: environment(database), stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'exit')
  let told = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    told += text
  })
  const address = new Promise<string>((resolve, reject) => {
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (data) => {
      text += data
      const found = /http:\S+?(?=,)/.exec(text)?.[0]
      if (found) resolve(found)
    })
    child.once('exit', () => reject(new Error(`kakburk serve ended: ${told}`)))
  })
  // Whoever kills it while it starts does not wait for it to listen.
  address.catch(() => {})
  return {
    child,
    address,
    told: () => told,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Runs a command of what was built to its end. */
export const runBuilt = (database: string, ...args: string[]) =>
  new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [main, ...args], { env: environment(database) }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    )
  })
