import { createHash } from 'node:crypto'
import { canonical, type Receipt } from '@kakburk/shared'
import { holdsProof, parseProof, parseVerifierKey, sha256, verifyEd25519 } from '@kakburk/shared/proof'
import { describe, expect, it } from 'vitest'
import { createApp } from '../app.ts'
import type { ConsentLog } from '../log/contract.ts'
import { createServer, decisionsIn, outcome, post } from '../testing/server.ts'
import { aPolicy, policyId } from '../testing/shop.ts'
import { createVisitor, everything, nothing } from '../testing/visitor.ts'

const no: Partial<Receipt> = { action: 'reject-all', grants: nothing }

describe('a receipt', () => {
  it('is logged, and answered with all that its visitor needs to check it', async () => {
    const server = await createServer()
    const visitor = createVisitor()
    const signed = visitor.signed()
    const answer = await post(server, signed, { headers: { 'User-Agent': 'Mozilla/5.0 Gecko/20100101 Firefox/145.0' } })
    const text = await answer.text()
    const { index, entry, salt, personal, proof, secret } = JSON.parse(text)
    expect(text).toBe(canonical({ index, entry, salt, personal, proof, secret }))
    expect([answer.status, index]).toEqual([201, 1])
    expect(answer.headers.get('Content-Type')).toBe('application/json')
    expect(answer.headers.get('Cache-Control')).toBe('no-store')

    const commitment = createHash('sha256').update(Buffer.from(salt, 'base64url')).update(canonical(personal)).digest('base64url')
    expect(entry).toEqual({
      v: 1,
      type: 'consent',
      id: signed.receipt.id,
      site: 'window-shop',
      at: '2026-11-20T12:00:00.500Z',
      action: 'accept-all',
      grants: everything,
      policy: policyId,
      previous: null,
      commitment,
    })
    expect(personal).toMatchObject({ browser: 'Firefox', page: '/kassa', key: visitor.key, signature: signed.signature })

    const [logged] = await decisionsIn(server)
    expect(text).toContain(logged?.text)
    const leaf = createHash('sha256').update(Buffer.of(0)).update(canonical(entry)).digest('hex')
    expect(Buffer.from(logged?.leafHash ?? []).toString('hex')).toBe(leaf)

    const key = await (await server.app.request('/s/window-shop/key')).text()
    const proven = holdsProof({
      proof: parseProof(proof),
      leafData: new TextEncoder().encode(canonical(entry)),
      origin: 'consent.example/window-shop',
      keys: [parseVerifierKey(sha256, key.trim())],
      hash: sha256,
      verify: verifyEd25519,
    })
    expect(await proven).toMatchObject({ index: 1, size: 2 })
    expect(secret).toMatch(/^[\w-]{43}$/)
  })

  it.each(['application/json', 'text/plain;charset=UTF-8', 'Application/JSON; charset=utf-8'])('may come as %s', async (type) => {
    expect(await outcome(post(await createServer(), createVisitor().signed(), { headers: { 'Content-Type': type } }))).toBe(201)
  })

  it('sent twice is logged once, and gets its first entry back', async () => {
    const server = await createServer()
    const signed = createVisitor().signed()
    const first = await post(server, signed)
    server.clock.time = new Date('2026-11-21T00:00:00Z')
    const again = await post(server, signed)
    expect([first.status, again.status]).toEqual([201, 200])
    expect(await again.text()).toBe(await first.text())
    expect(await decisionsIn(server)).toHaveLength(1)
  })

  it('sent twenty times at once is logged once', async () => {
    const server = await createServer()
    const signed = createVisitor().signed()
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(server, signed)))
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(19).fill(200), 201])
    expect(await decisionsIn(server)).toHaveLength(1)
  })

  it('signed anew is the same receipt', async () => {
    const server = await createServer()
    const visitor = createVisitor()
    const receipt = visitor.receipt()
    expect(await outcome(post(server, visitor.sign(receipt)))).toBe(201)
    expect(await outcome(post(server, visitor.sign(receipt)))).toBe(200)
  })

  it('with the id of another is refused, and the first one stays', async () => {
    const server = await createServer()
    const visitor = createVisitor()
    const first = visitor.receipt()
    await post(server, visitor.sign(first))
    expect(await outcome(post(server, visitor.sign({ ...first, page: '/other' })))).toBe('409 receipt-differs')
    expect(await outcome(post(server, createVisitor().signed({ id: first.id })))).toBe('409 receipt-differs')
    expect((await decisionsIn(server)).map(({ personal }) => personal?.half.page)).toEqual(['/kassa'])
  })

  it('may answer an earlier policy, which a page that is open still shows', async () => {
    const server = await createServer({ policies: [aPolicy(), aPolicy({ lifetimeDays: 30 })] })
    expect(await outcome(post(server, createVisitor().signed({ policy: policyId })))).toBe(201)
  })

  it('of a first no leaves no visitor in the log', async () => {
    const server = await createServer()
    expect(await outcome(post(server, createVisitor().signed(no)))).toBe(201)
    const [logged] = await decisionsIn(server)
    expect(logged?.personal?.half).not.toHaveProperty('visitor')
  })
})

describe('a withdrawal', () => {
  const setUp = async () => {
    const server = await createServer()
    const visitor = createVisitor()
    const yes = visitor.signed()
    await post(server, yes)
    return { server, visitor, yes, withdrawal: { action: 'withdraw', grants: nothing, previous: yes.receipt.id } as const }
  }

  it('is taken from the key that consented', async () => {
    const { server, visitor, withdrawal } = await setUp()
    expect(await outcome(post(server, visitor.signed(withdrawal)))).toBe(201)
    expect((await decisionsIn(server)).map(({ entry }) => entry.type)).toEqual(['consent', 'withdrawal'])
  })

  it('is refused from any other key, and nothing is logged', async () => {
    const { server, withdrawal } = await setUp()
    expect(await outcome(post(server, createVisitor().signed(withdrawal)))).toBe('409 key-differs')
    expect(await decisionsIn(server)).toHaveLength(1)
  })

  it('is refused when another key only claims to be the one that consented', async () => {
    const { server, visitor, withdrawal } = await setUp()
    expect(await outcome(post(server, createVisitor().signed({ ...withdrawal, key: visitor.key })))).toBe('422 signature-wrong')
  })

  it('of a yes that nobody has delivered is refused', async () => {
    const { server, visitor, withdrawal } = await setUp()
    const unknown = '1b4e28ba-2fa1-41d2-883f-0016d3cca427'
    expect(await outcome(post(server, visitor.signed({ ...withdrawal, previous: unknown })))).toBe('409 previous-unknown')
  })

  it('of the yes at another site is refused', async () => {
    const server = await createServer({ policies: [aPolicy(), aPolicy({ site: 'b-shop' })] })
    const visitor = createVisitor()
    const policy = (await server.sites.readCurrent('b-shop'))?.name ?? ''
    const yes = visitor.signed({ site: 'b-shop', policy })
    expect(await outcome(post(server, yes, { site: 'b-shop' }))).toBe(201)
    expect(await outcome(post(server, visitor.signed({ action: 'withdraw', grants: nothing, previous: yes.receipt.id })))).toBe(
      '409 previous-unknown',
    )
  })

  it('whose yes is gone, from a log that was restored from a backup, is taken as a no of the same id that stands alone', async () => {
    const server = await createServer()
    const withdrawal = createVisitor().signed({ action: 'withdraw', grants: nothing, previous: '1b4e28ba-2fa1-41d2-883f-0016d3cca427' })
    expect(await outcome(post(server, withdrawal))).toBe('409 previous-unknown')
    const alone = createVisitor().signed({ ...no, id: withdrawal.receipt.id })
    expect(await outcome(post(server, alone))).toBe(201)
    // A tab that still has the first one learns that there is no more to do.
    expect(await outcome(post(server, withdrawal))).toBe('409 receipt-differs')
  })

  it('of what was erased is refused with a reason', async () => {
    const { server, visitor, withdrawal } = await setUp()
    server.database.orm.run("UPDATE personal_halves SET salt = x'', half = ''")
    const answer = await post(server, visitor.signed(withdrawal))
    expect(await answer.json()).toMatchObject({ code: 'key-differs', message: expect.stringContaining('erased') })
  })

  it('of what is erased while it waits to be written is refused too', async () => {
    const { server, visitor, withdrawal } = await setUp()
    const signed = visitor.signed(withdrawal)
    const append: ConsentLog['append'] = (draft, check) => {
      server.database.orm.run("UPDATE personal_halves SET salt = x'', half = ''")
      return server.log.append(draft, check)
    }
    const app = createApp({ ...server, log: { ...server.log, append } })
    expect(await outcome(post({ app }, signed))).toBe('409 key-differs')
    expect(await decisionsIn(server)).toHaveLength(1)
  })

  it('sent again is the same withdrawal, even when the yes has been erased since', async () => {
    const { server, visitor, withdrawal } = await setUp()
    const signed = visitor.signed(withdrawal)
    await post(server, signed)
    server.database.orm.run(`UPDATE personal_halves SET salt = x'', half = '' WHERE "index" = 1`)
    expect(await outcome(post(server, signed))).toBe(200)
  })

  it('may come from two tabs at once', async () => {
    const { server, visitor, withdrawal } = await setUp()
    expect(await outcome(post(server, visitor.signed(withdrawal)))).toBe(201)
    expect(await outcome(post(server, visitor.signed(withdrawal)))).toBe(201)
  })

  it('of the publication of a policy is refused', async () => {
    const { server, visitor, withdrawal } = await setUp()
    const ids = []
    for await (const { entry } of server.log.entries('window-shop', 0, 1)) ids.push(entry.id)
    expect(await outcome(post(server, visitor.signed({ ...withdrawal, previous: ids[0] ?? '' })))).toBe('400 receipt-invalid')
  })
})

describe('what is shown once', () => {
  const once: Partial<Receipt> = { action: 'once', grants: { youtube: true } }

  it('is logged with its one service, belongs to no visitor, and follows nothing', async () => {
    const server = await createServer()
    expect(await outcome(post(server, createVisitor().signed(once)))).toBe(201)
    const [logged] = await decisionsIn(server)
    expect(logged?.entry).toMatchObject({ type: 'consent', action: 'once', grants: { youtube: true }, previous: null })
    expect(logged?.personal?.half).not.toHaveProperty('visitor')
  })

  it('leaves the decision as it was: what follows a yes follows it still', async () => {
    const server = await createServer()
    const visitor = createVisitor()
    const yes = visitor.signed({ action: 'choose', grants: { analytics: true, marketing: false } })
    const later = visitor.signed({ action: 'withdraw', grants: nothing, previous: yes.receipt.id })
    for (const signed of [yes, createVisitor().signed(once), later]) expect(await outcome(post(server, signed))).toBe(201)
    expect((await decisionsIn(server)).map(({ entry }) => entry.action)).toEqual(['choose', 'once', 'withdraw'])
  })

  it.each<[string, Partial<Receipt>]>([
    ['of everything', { action: 'once' }],
    ['of what is necessary', { ...once, grants: { 'shop-cart': true } }],
    ['with a decision beside it', { ...once, grants: { ...nothing, youtube: true } }],
    ['as if it were a decision', { ...once, action: 'choose' }],
  ])('is refused %s, and nothing is logged', async (_, differing) => {
    const server = await createServer()
    expect(await outcome(post(server, createVisitor().signed(differing)))).toBe('400 receipt-invalid')
    expect(await decisionsIn(server)).toEqual([])
  })

  it('is refused when it follows a yes, and so is what follows it, even by the same key', async () => {
    const server = await createServer()
    const visitor = createVisitor()
    const [yes, shown] = [visitor.signed(), visitor.signed(once)]
    for (const signed of [yes, shown]) await post(server, signed)
    expect(await outcome(post(server, visitor.signed({ ...once, previous: yes.receipt.id })))).toBe('400 receipt-invalid')
    const withdrawal = visitor.signed({ action: 'withdraw', grants: nothing, previous: shown.receipt.id })
    expect(await outcome(post(server, withdrawal))).toBe('400 receipt-invalid')
    expect(await decisionsIn(server)).toHaveLength(2)
  })
})

describe('the country of a visitor', () => {
  it.each([
    ['SE', 'CF-IPCountry', 'SE'],
    [undefined, 'CF-IPCountry', 'XX'],
    [undefined, 'CF-IPCountry', 'T1'],
    [undefined, 'CF-IPCountry', 'Sweden'],
    [undefined, 'X-Country', 'SE'],
  ])('is %s when %s says %s', async (country, header, value) => {
    const server = await createServer({ countryHeader: 'CF-IPCountry' })
    await post(server, createVisitor().signed(), { headers: { [header]: value } })
    expect((await decisionsIn(server))[0]?.personal?.half.country).toBe(country)
  })

  it('is believed of no header when none is trusted', async () => {
    const server = await createServer()
    await post(server, createVisitor().signed(), { headers: { 'CF-IPCountry': 'SE' } })
    expect((await decisionsIn(server))[0]?.personal?.half).not.toHaveProperty('country')
  })
})

it('keeps no address and no user agent', async () => {
  const server = await createServer()
  const headers = { 'User-Agent': 'Mozilla/5.0 (Tell-Tale 9.9) Firefox/145.0', 'X-Forwarded-For': '203.0.113.77' }
  await post(server, createVisitor().signed(), { headers })
  const everyRow = ['entries', 'personal_halves', 'sites', 'policies', 'tokens', 'checkpoints', 'receipt_secrets', 'accesses'].map(
    (table) => server.database.orm.all(`SELECT * FROM ${table}`),
  )
  expect(JSON.stringify(everyRow)).not.toMatch(/Tell-Tale|203\.0\.113/)
})
