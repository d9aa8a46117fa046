import { expect, it } from 'vitest'
import { makeCsp } from '../pages/layout.ts'
import { createServer } from '../testing/server.ts'
import { aPolicy, policyId } from '../testing/shop.ts'

const setUp = async () => {
  const server = await createServer({ policies: [aPolicy()] })
  await server.app.request('/s/window-shop/gate.js')
  const get = (path: string, headers: Record<string, string> = {}) => server.app.request(path, { headers })
  return { ...server, get }
}

it('draws the banner of a policy from kept files alone, with nothing else allowed to run', async () => {
  const { get } = await setUp()
  const answer = await get(`/p/${policyId}`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('Content-Security-Policy')).toBe(makeCsp("; script-src 'self'"))
  const page = await answer.text()
  const shown = JSON.parse(/id="shown">([^<]+)</.exec(page)?.[1] ?? '')
  expect(shown).toMatchObject({ css: ':host{}', language: 'en' })
  for (const address of [...Object.values<string>(shown.addresses), `${policyId}/show.js`]) {
    const file = await get(`/p/${address}`)
    expect([file.status, file.headers.get('Content-Type')]).toEqual([200, 'text/javascript; charset=utf-8'])
  }
  expect([...page.matchAll(/src="([^"]+)"/g)].map(([, src]) => src)).toEqual([`${policyId}/show.js`])
})

it('draws it after a newer policy was published, too', async () => {
  const { get, sites } = await setUp()
  await sites.publish(aPolicy({ lifetimeDays: 30 }))
  expect((await get(`/p/${policyId}`)).status).toBe(200)
})

it.each([
  ['', { 'Accept-Language': 'sv-SE,en;q=0.5' }, 'sv'],
  ['', {}, 'en'],
  ['?language=sv', {}, 'sv'],
  ['?language=fi', {}, 'sv'],
  ['?language=__proto__', {}, 'sv'],
])('speaks the language that is asked for, else the first of the policy: %s', async (query, headers, language) => {
  const { get } = await setUp()
  expect(await (await get(`/p/${policyId}${query}`, headers)).text()).toContain(`<html lang="${language}" dir="ltr">`)
})

it.each(['/p/sha256-none', `/p/${policyId}?number=2`, `/p/${policyId}?number=0`, `/p/${policyId}/no.js`, '/p/sha256-none/show.js'])(
  'has nothing at %s',
  async (path) => {
    const answer = await (await setUp()).get(path)
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([404, 'not-found'])
  },
)
