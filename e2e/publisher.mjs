// A thread that runs commands of the built `kakburk` without a process for each: it is loaded once, which is most of what a command takes.
import { Writable } from 'node:stream'
import { workerData } from 'node:worker_threads'
import { run } from '../packages/server/dist/cli/run.js'
import { openDatabase } from '../packages/server/dist/db/open.js'

const { env, port, done } = workerData

/** @param {string[]} texts */
const paper = (texts) =>
  new Writable({
    write(chunk, _, written) {
      texts.push(String(chunk))
      written()
    },
  })

port.on('message', async (/** @type {string[]} */ values) => {
  /** @type {[string[], string[]]} */
  const [said, faults] = [[], []]
  const code = await run(values, {
    env,
    stdout: paper(said),
    stderr: paper(faults),
    now: () => new Date(),
    who: 'cli:tests',
    openDatabase,
    listen: () => Promise.reject(new Error('nothing is served from here')),
    untilStopped: () => Promise.resolve(),
  }).catch((error) => {
    faults.push(String(error?.stack))
    return 1
  })
  port.postMessage({ code, said: said.join(''), faults: faults.join('') })
  Atomics.store(done, 0, 1)
  Atomics.notify(done, 0)
})
