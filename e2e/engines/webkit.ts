import { type ChildProcess, spawn } from 'node:child_process'
import { findWebKit } from '../../scripts/browser.mjs'
import { freePort } from '../world.ts'
import { type Engine, type EnginePage, type EngineVisitor, expressionOf } from './contract.ts'

/** WebKitGTK through plain WebDriver. A driver has one session at a time, so each visitor gets a driver of their own. */
export const startWebKit = async (): Promise<Engine> => {
  const driver = findWebKit()
  if (!driver) throw new Error('no WebKitWebDriver with Xvfb found: run `npm test`, which installs them on Debian')
  const { display, close } = await startDisplay()
  const probe = await createSession(driver, display)
  await probe.close()
  return {
    name: 'webkit',
    version: probe.version,
    together: 2,
    visitor: async () => aVisitor(await createSession(driver, display)),
    close,
  }
}

/** A screen that nobody sees: this engine has no headless mode. */
const startDisplay = async () => {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const display = await new Promise<string>((done, fail) => {
    server.once('error', fail)
    server.once('exit', () => fail(new Error('Xvfb ended before it had a display')))
    server.stdio[3]?.once('data', (number) => done(`:${String(number).trim()}`))
  })
  return {
    display,
    close: async () => {
      const ended = new Promise((done) => server.once('exit', done))
      server.kill()
      await ended
    },
  }
}

/** A driver with its one session. Its commands go one after the other, since a command is for the tab that was chosen last. */
const createSession = async (driver: string, display: string) => {
  const port = await freePort()
  // A group of its own, so that the browser never outlives its driver.
  const process = spawn(driver, [`--port=${port}`], {
    env: { ...globalThis.process.env, DISPLAY: display },
    stdio: 'ignore',
    detached: true,
  })
  const ask = (path: string, body?: object) => send(`http://127.0.0.1:${port}/session${path}`, body)
  try {
    const { sessionId, capabilities } = (await whenListening(() =>
      ask('', { capabilities: { alwaysMatch: { timeouts: { pageLoad: 20_000, script: 20_000 } } } }),
    )) as { sessionId: string; capabilities: { browserVersion: string } }
    let line: Promise<unknown> = Promise.resolve()
    return {
      version: capabilities.browserVersion,
      /** Sends one or more commands with nobody else's between them, and gives the answer of the last. */
      command(...commands: [path: string, body?: object][]): Promise<unknown> {
        const answer = line.then(async () => {
          let last: unknown
          for (const [path, body] of commands) last = await ask(`/${sessionId}${path}`, body)
          return last
        })
        line = answer.catch(() => {})
        return answer
      },
      async close() {
        await send(`http://127.0.0.1:${port}/session/${sessionId}`, undefined, 'DELETE').catch(() => {})
        await endGroup(process)
      },
    }
  } catch (error) {
    await endGroup(process)
    throw error
  }
}

type Session = Awaited<ReturnType<typeof createSession>>

const aVisitor = async (session: Session): Promise<EngineVisitor> => {
  let first: string | undefined = (await session.command(['/window'])) as string
  return {
    async open(): Promise<EnginePage> {
      const handle = first ?? ((await session.command(['/window/new', { type: 'tab' }])) as { handle: string }).handle
      first = undefined
      const inTab = (...command: [path: string, body?: object]) => session.command(['/window', { handle }], command)
      return {
        // Plain WebDriver tells nothing of the console.
        complaints: [],
        goto: async (url) => void (await inTab('/url', { url })),
        async evaluate<T>(code: string | (() => T)): Promise<Awaited<T>> {
          const script = `const done = arguments[0]; (async () => (${expressionOf(code)}))().then((value) => done({ value }), (error) => done({ error: String(error) }))`
          const { value, error } = (await inTab('/execute/async', { script, args: [] })) as {
            value: Awaited<T>
            error?: string
          }
          if (error !== undefined) throw new Error(error)
          return value
        },
      }
    },
    close: () => session.close(),
  }
}

const send = async (address: string, body?: object, method = body ? 'POST' : 'GET'): Promise<unknown> => {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(address, body ? { method, headers, body: JSON.stringify(body) } : { method })
  const { value } = (await response.json()) as { value: { error?: string; message?: string } }
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`)
  return value
}

const whenListening = async <T>(ask: () => Promise<T>): Promise<T> => {
  for (let tries = 0; ; tries++) {
    try {
      return await ask()
    } catch (error) {
      if (tries > 100 || !(error instanceof TypeError)) throw error
      await new Promise((done) => setTimeout(done, 50))
    }
  }
}

const endGroup = async (process: ChildProcess): Promise<void> => {
  const ended = new Promise((done) => process.once('exit', done))
  try {
    globalThis.process.kill(-(process.pid as number))
    await ended
  } catch {}
}
