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
