import { readdirSync, readFileSync } from 'node:fs'
import { expect, it, onTestFinished } from 'vitest'
import { createServer, post } from '../testing/server.ts'
import { createVisitor } from '../testing/visitor.ts'
import { createThread } from './thread.ts'

it('judges one list after the other', async () => {
  const judges = createThread()
  onTestFinished(() => judges.close())
  const server = await createServer()
  const signed = createVisitor().signed()
  await post(server, signed)
  const logged = await server.log.find('window-shop', signed.receipt.id)
  const entry = { text: logged?.text ?? '', half: logged?.personal?.text ?? '' }
  const forged = { ...entry, half: entry.half.replace(/"page":"[^"]*"/, '"page":"/another"') }
  expect(await judges.judge([entry])).toEqual([true])
  expect(await judges.judge([forged, entry])).toEqual([false, true])
  expect(await judges.judge([])).toEqual([])
})

it.runIf(process.platform === 'linux')('gives way to the thread that answers', async () => {
  const before = priorities()
  const judges = createThread()
  onTestFinished(() => judges.close())
  await judges.judge([])
  const after = priorities()
  expect([...before].every(([thread, priority]) => (after.get(thread) ?? priority) === priority)).toBe(true)
  expect([...after].filter(([thread, priority]) => !before.has(thread) && priority >= 10)).toHaveLength(1)
})

/** How far each thread of this process stands back, by its number: the nineteenth field of what Linux tells of it. */
const priorities = (): Map<string, number> =>
  new Map(
    readdirSync('/proc/self/task').map((thread) => {
      const fields = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
      return [thread, Number(fields[16])]
    }),
  )
