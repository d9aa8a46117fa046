import { type Policy, policyName, printDecision, type Receipt } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { makeSite } from '../rewrite/site.ts'
import { createServer, post } from '../testing/server.ts'
import { aPolicy } from '../testing/shop.ts'
import { createVisitor, nothing } from '../testing/visitor.ts'

const shop = 'https://www.shop.example'
const own = 'https://consent.shop.example'
const shared = aPolicy({ origins: [shop], cookieDomain: 'shop.example' })
/** Ten seconds before the clock of the server. */
const browserTime = '2026-11-20T11:59:50.900Z'

type Case = { policy?: Policy; url?: string; answer?: Partial<Receipt>; cookie?: (text: string) => string }

/** Posts a receipt with the cookie of its decision, and tells what the answer says of cookies. */
const deliver = async ({ policy = shared, url = own, answer = {}, cookie = (text) => `a=b; kakburk=${text}` }: Case = {}) => {
  const server = await createServer({ policies: [policy], url })
  const signed = createVisitor().signed({ policy: await policyName(policy), browserTime, ...answer })
  const { receipt } = signed
  const { rules } = await makeSite(policy)
  const text = printDecision(
    {
      policy: receipt.policy,
      question: rules.questions.sv ?? '',
      grants: receipt.grants,
      decidedAt: Math.floor(Date.parse(browserTime) / 1000),
      ...(receipt.action !== 'reject-all' && { receipt: receipt.id }),
    },
    policy.services,
  )
  const response = await post(server, signed, { headers: { Origin: shop, Cookie: cookie(text) } })
  expect([response.status, response.headers.get('Access-Control-Allow-Credentials')]).toEqual([201, 'true'])
  return { text, set: response.headers.get('Set-Cookie') }
}

describe('the answer to a receipt', () => {
  it.each([
    ['a yes', {}],
    ['a no', { action: 'reject-all', grants: nothing }],
    ['a choice', { action: 'choose', grants: { analytics: false, marketing: false, youtube: true } }],
  ] as [string, Partial<Receipt>][])('sets the cookie of %s anew, for the rest of its time', async (_, answer) => {
    const { text, set } = await deliver({ answer })
    expect(set).toBe(`kakburk=${text}; Max-Age=${182 * 86_400 - 10}; Path=/; SameSite=Lax; Domain=shop.example; Secure`)
  })

  it('sets it for one host where the shop passes requests on', async () => {
    const { text, set } = await deliver({ policy: aPolicy({ origins: [shop] }), url: `${shop}/kakburk` })
    expect(set).toBe(`kakburk=${text}; Max-Age=${182 * 86_400 - 10}; Path=/; SameSite=Lax; Secure`)
  })

  it.each([
    ['the browser keeps none', { cookie: () => 'a=b' }],
    ['the browser keeps a later one', { cookie: (text) => `kakburk=${text.replace('analytics.marketing', 'no')}` }],
    [
      'the browser keeps a later one beside it',
      { cookie: (text) => `kakburk=${text}; kakburk=${text.replace('analytics.marketing', 'no')}` },
    ],
    ['the browser keeps what is no decision', { cookie: () => 'kakburk=1~2; Domain=evil.example' }],
    ['it was shown once, which is no decision', { answer: { action: 'once', grants: { youtube: true } } }],
    ['the server is on another domain', { url: 'https://consent.example' }],
    ['the server is on a domain that ends like it', { url: 'https://consent.myshop.example' }],
    ['the policy shares no domain', { policy: aPolicy({ origins: [shop] }) }],
  ] as [string, Case][])('sets none when %s', async (_, differing) => {
    expect((await deliver(differing)).set).toBeNull()
  })
})
