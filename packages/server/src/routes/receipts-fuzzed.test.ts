import { join } from 'node:path'
import { canonical, problemCodes, type SignedReceipt, signedText } from '@kakburk/shared'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readSigned } from '../receipts/draft.ts'
import { makeFolder } from '../testing/folder.ts'
import { anyBody, anyReceipt } from '../testing/fuzz.ts'
import { createServer, decisionsIn, type Posted, post, type Server } from '../testing/server.ts'
import { verifyLog } from '../testing/verify.ts'
import { createVisitor, nothing } from '../testing/visitor.ts'

// `npm run soak` has more of them; what fails is printed with a seed that makes it fail again.
const runs = Number(process.env.KAKBURK_RUNS ?? 100)
fc.configureGlobal({ numRuns: runs })

const createFileServer = () => createServer({ file: join(makeFolder(), 'kakburk.db') })

/** Sees to it that an answer is a refusal with a code, or an entry that holds just what was posted. Answers with what it is. */
const judge = async (server: Server, body: Posted, answer: Response): Promise<string> => {
  const { code, entry } = await answer.json()
  if (code !== undefined) {
    expect(problemCodes).toContain(code)
    expect([4, 503]).toContain(answer.status === 503 ? 503 : Math.floor(answer.status / 100))
    return `${answer.status} ${code}`
  }
  expect([200, 201]).toContain(answer.status)
  const logged = await server.log.find(entry.site, entry.id)
  expect(logged?.text).toBe(canonical(entry))
  const found = logged && readSigned(logged)
  const text = typeof body === 'string' ? body : body instanceof Uint8Array ? new TextDecoder().decode(body) : canonical(body)
  // The same receipt may come again under another signature, which its key can make as well: the first one stays.
  if (answer.status === 201) expect(canonical(found)).toBe(text)
  else expect(found && signedText(found.receipt)).toBe(canonical(JSON.parse(text).receipt))
  return String(answer.status)
}

/** Sees to it that nothing failed, and that the log is whole after all that. */
const expectWhole = async (server: Server): Promise<void> => {
  expect(server.reported).toEqual([])
  const { size } = await verifyLog(server.log)
  expect(size).toBe(1 + (await decisionsIn(server)).length)
}

it('is refused with a code or logged as it is, whatever stands in the body', async () => {
  const server = await createFileServer()
  const seen = new Set<string>()
  await fc.assert(fc.asyncProperty(anyBody, async (body) => void seen.add(await judge(server, body, await post(server, body)))))
  await expectWhole(server)
  expect([...seen]).toEqual(expect.arrayContaining(['400 body-not-json', '400 receipt-invalid']))
}, 300_000)

it('is refused with a code or logged as it is, whatever a receipt says of itself', async () => {
  const server = await createFileServer()
  const first = createVisitor().signed()
  await post(server, first)
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(
      anyReceipt([first.receipt.id]),
      async (signed) => void seen.add(await judge(server, signed, await post(server, signed))),
    ),
  )
  await expectWhole(server)
  expect([...seen]).toEqual(
    expect.arrayContaining(['201', '400 receipt-invalid', '409 previous-unknown', '409 key-differs', '422 policy-unknown']),
  )
}, 300_000)

it('is refused with a code or logged as it is, whatever stands in the headers', async () => {
  const server = await createFileServer()
  const header = fc.stringMatching(/^[!-~][ -~]{0,60}$/)
  const headers = fc.record(
    {
      'Content-Type': fc.oneof(
        header,
        fc.constantFrom('application/json; charset=utf-16', 'TEXT/PLAIN', 'multipart/form-data', 'text/plain, text/html'),
      ),
      'Content-Length': fc.oneof(header, fc.constantFrom('0', '-1', '1e3', '99999999999999999999')),
      'Content-Encoding': fc.constantFrom('gzip', 'br', 'identity'),
      'User-Agent': header,
      Origin: fc.oneof(header, fc.constantFrom('null', 'https://shop.example', 'https://shop.example:443', 'https://evil.example')),
    },
    { requiredKeys: [] },
  )
  await fc.assert(
    fc.asyncProperty(headers, async (differing) => {
      const signed = createVisitor().signed()
      await judge(server, signed, await post(server, signed, { headers: differing }))
    }),
  )
  await expectWhole(server)
}, 300_000)

it('is logged once, in an order that makes sense, however receipts are repeated and reordered', async () => {
  const server = await createFileServer()
  const deliveries = fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 24 })
  await fc.assert(
    fc.asyncProperty(deliveries, fc.boolean(), async (order, atOnce) => {
      const decisions = [createVisitor(), createVisitor()].flatMap(makeChain)
      const posted = order.flatMap((place) => decisions[place] ?? [])
      const logged = new Map<string, SignedReceipt>()
      const expected = posted.map((signed) => {
        const { id, previous } = signed.receipt
        const first = logged.get(id)
        if (first) return first === signed ? '200' : '409 receipt-differs'
        if (previous !== null && !logged.has(previous)) return '409 previous-unknown'
        logged.set(id, signed)
        return '201'
      })
      const send = async (signed: Posted) => judge(server, signed, await post(server, signed))
      const answers: string[] = []
      if (atOnce) answers.push(...(await Promise.all(posted.map(send))))
      else for (const signed of posted) answers.push(await send(signed))
      expect(answers).toEqual(expected)
    }),
    // Each has a dozen receipts.
    { numRuns: Math.ceil(runs / 5) },
  )
  await expectWhole(server)
}, 300_000)

/** A yes, another of the same id, a change of it, a withdrawal of that, and one of the yes from another tab. */
const makeChain = (visitor: ReturnType<typeof createVisitor>) => {
  const yes = visitor.signed()
  const other = visitor.signed({ id: yes.receipt.id, page: '/other' })
  const change = visitor.signed({ action: 'choose', grants: { analytics: true, marketing: false }, previous: yes.receipt.id })
  const withdrawals = [change, yes].map(({ receipt: { id } }) => visitor.signed({ action: 'withdraw', grants: nothing, previous: id }))
  return [yes, other, change, ...withdrawals]
}

it('is logged in the order of the entries, or not now, wherever the clock of the server stands', async () => {
  const server = await createFileServer()
  await fc.assert(
    fc.asyncProperty(fc.date({ noInvalidDate: true }), async (time) => {
      server.clock.time = time
      const signed = createVisitor().signed()
      const isYear = time.getTime() >= 0 && time.getUTCFullYear() <= 9999
      expect(await judge(server, signed, await post(server, signed))).toBe(isYear ? '201' : '503 storage-unavailable')
    }),
  )
  const times = (await decisionsIn(server)).map(({ entry: { at } }) => at)
  expect(times).toEqual([...times].sort())
  server.reported.length = 0
  await expectWhole(server)
}, 300_000)

it('is nothing that a path and a query could break', async () => {
  const server = await createFileServer()
  const part = fc.oneof(
    fc.constant('window-shop'),
    fc.uuid(),
    fc.string({ unit: 'grapheme' }).map(encodeURIComponent),
    fc.constantFrom('%', '%ff', '%00', '%2e%2e', '__proto__', 'receipts', 'gate.js', 'sha256-x'),
  )
  const address = fc
    .tuple(fc.constantFrom(...addresses), fc.array(part, { minLength: 4, maxLength: 4 }), fc.boolean())
    .map(([text, parts, isShop]) => text.replace('*', (star) => (isShop ? 'window-shop' : star)).replace(/\*/g, () => parts.pop() ?? ''))
  await fc.assert(
    fc.asyncProperty(address, fc.constantFrom('GET', 'HEAD', 'OPTIONS', 'POST', 'DELETE'), async (path, method) => {
      const answer = await server.app.request(path, { method })
      expect(answer.status).toBeLessThan(500)
    }),
    { numRuns: runs * 5 },
  )
  await expectWhole(server)
}, 300_000)

/** Where there is something, with a star for whatever somebody may write there. */
const addresses = [
  '/s/*/receipts/*/state',
  '/s/*/consistency?from=*&to=*',
  '/s/*/checkpoint',
  '/s/*/key',
  '/s/*/export?format=*&from=*',
  '/s/*/*',
  '/s/*/*/*',
  '/r/*',
  '/r/*/*/*',
  '/r/*/*/*/data.json',
  '/r/*/*/*/withdraw',
  '/r/*/*/*/erase',
  '/p/*',
  '/p/*/*',
  '/*/*/*',
]
