/** Load by the program wrk: it costs little of the processor, which server and load share. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canonical } from '@kakburk/shared'
import { createVisitor } from '../../packages/server/src/testing/visitor.ts'
import { origin, policyId, site } from './shop.ts'

export type Load = { ok: number; bad: number; seconds: number; p50: number; p99: number; max: number }

export const requireWrk = (): void => {
  if (spawnSync('wrk', ['-v']).error) throw new Error('the load generator wrk is missing: apt-get install wrk')
}

/** Receipts as browsers post them, none twice, each signed. */
export const makeReceipts = (count: number): string[] => {
  const visitors = Array.from({ length: 64 }, createVisitor)
  return Array.from({ length: count }, (_, place) =>
    canonical(visitors[place % visitors.length]?.signed({ site, policy: policyId, page: `/produkter/${place % 1000}` })),
  )
}

const print = (body: string, path: string): string =>
  `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: ${origin}\r\nContent-Type: application/json\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\n` +
  `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`

/** Posts receipts over so many connections, each as soon as the one before it is answered. Throws when they do not last. */
export const postAll = async (
  receipts: readonly string[],
  { port, path, connections, seconds }: { port: number; path: string; connections: number; seconds: number },
): Promise<Load> => {
  const folder = mkdtempSync(join(tmpdir(), 'kakburk-'))
  try {
    writeFileSync(join(folder, 'requests'), receipts.map((body) => print(body, path)).join('\0'))
    writeFileSync(join(folder, 'script.lua'), script)
    const args = [
      '-t1',
      `-c${connections}`,
      `-d${seconds}s`,
      '--timeout',
      '10s',
      '-s',
      join(folder, 'script.lua'),
      `http://127.0.0.1:${port}/`,
    ]
    const child = spawn('wrk', [...args, '--', join(folder, 'requests')], { stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (data) => {
      text += data
    })
    await once(child, 'close')
    const [requests = 0, micros = 0, bad = 0, lost = 0, p50 = 0, p99 = 0, max = 0, isShort = 0] = (/^RESULT (.*)$/m.exec(text)?.[1] ?? '')
      .split(' ')
      .map(Number)
    if (requests === 0 || isShort)
      throw new Error(isShort ? 'the receipts did not last: more are needed for so quick a server' : `wrk: ${text}`)
    // One that is refused costs less than one that is taken: there is nothing to compare.
    if (bad > 0) throw new Error(`${bad} of ${requests} receipts were refused`)
    return { ok: requests, bad: lost, seconds: micros / 1e6, p50: p50 / 1000, p99: p99 / 1000, max: max / 1000 }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const script = `
local thread
function setup(t) thread = t end
function init(args)
  all, place, short = {}, 0, 0
  for text in io.open(args[1], 'rb'):read('*a'):gmatch('[^%z]+') do all[#all + 1] = text end
end
function request()
  place = place + 1
  if place > #all then place, short = 1, 1 end
  return all[place]
end
function done(total, latency)
  local errors = total.errors
  print(string.format('RESULT %d %d %d %d %f %f %f %d', total.requests, total.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout, latency:percentile(50), latency:percentile(99), latency.max, thread:get('short')))
end
`
