/** What the machine and its processes use, as Linux tells it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { freePort } from '../../e2e/world.ts'

/** Linux counts processor time in hundredths of a second. */
const tick = 10

/** Milliseconds of processor time that a process has used. */
export const cpuOf = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * tick
}

/** MiB of memory: now, and at most since `forgetPeak`. Undefined once the process has ended. */
export const memoryOf = (pid: number): { now: number; peak: number } | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/status`, 'utf8')
    const mib = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(text)?.[1]) / 1024
    const [now, peak] = [mib('VmRSS'), mib('VmHWM')]
    return Number.isNaN(now) ? undefined : { now, peak }
  } catch {
    return
  }
}

export const forgetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, '5')

const busy = (): number => {
  const [user = 0, nice = 0, system = 0, , , interrupts = 0, soft = 0, stolen = 0] = (
    readFileSync('/proc/stat', 'utf8').match(/\d+/g) ?? []
  )
    .slice(0, 8)
    .map(Number)
  return (user + nice + system + interrupts + soft + stolen) * tick
}

/** How many cores are at work, over half a second. */
export const coresBusy = async (): Promise<number> => {
  const [before, start] = [busy(), performance.now()]
  await setTimeout(500)
  return (busy() - before) / (performance.now() - start)
}

/** Waits until next to nothing else is at work, for so many seconds at most; gives how many cores others keep busy. */
export const quiet = async (patience: number): Promise<number> => {
  const end = performance.now() + patience * 1000
  for (;;) {
    const cores = await coresBusy()
    if (cores < 0.2 || performance.now() >= end) return cores
  }
}

/** How a server is started; it listens on the port that `PORT` says. */
export type Server = { args: string[]; env?: Record<string, string>; health: string }

export type Running = { pid: number; port: number; address: string; stop(): Promise<void> }

/** Starts a server and waits until it answers. */
export const start = async ({ args, env, health }: Server): Promise<Running> => {
  const port = await freePort()
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const address = `http://127.0.0.1:${port}`
  const isWell = () =>
    fetch(address + health).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!(await isWell())) {
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended`)
    await setTimeout(2)
  }
  return { pid: child.pid ?? 0, port, address, stop: () => stop(child) }
}

const stop = async (child: ChildProcess): Promise<void> => {
  const ended = once(child, 'exit')
  // What it has answered must be there all the same.
  child.kill('SIGKILL')
  await ended
}

/** Runs a program to its end: how long it took, and its peak memory. Throws when it fails. */
export const run = async (
  command: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<{ seconds: number; peak: number }> => {
  const begin = performance.now()
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] })
  let told = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    told += text
  })
  let peak = 0
  const timer = setInterval(() => {
    peak = memoryOf(child.pid ?? 0)?.peak ?? peak
  }, 20)
  const [code] = await once(child, 'exit')
  clearInterval(timer)
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: ${told}`)
  return { seconds: (performance.now() - begin) / 1000, peak }
}
