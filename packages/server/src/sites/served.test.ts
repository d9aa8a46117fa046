import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { createServedText } from './served.ts'

const text = `/* å */ ${'let gate = 1;'.repeat(200)}`

it('holds the same text in every form, the smallest first', async () => {
  const served = createServedText(text)
  const [br, gzip, identity] = [await served.read('br'), await served.read('gzip'), await served.read('identity')]
  expect(brotliDecompressSync(br).toString()).toBe(text)
  expect(gunzipSync(gzip).toString()).toBe(text)
  expect(new TextDecoder().decode(identity)).toBe(text)
  expect(br.length).toBeLessThan(gzip.length)
  expect(gzip.length).toBeLessThan(identity.length)
})

it('makes each form once', async () => {
  const served = createServedText(text)
  const forms = await Promise.all([served.read('br'), served.read('br')])
  expect(forms[0]).toBe(forms[1])
  expect(await served.read('br')).toBe(forms[0])
})

it('has a tag by content and form', () => {
  expect(createServedText(text).etag('br')).toBe(createServedText(text).etag('br'))
  expect(createServedText(`${text} `).etag('br')).not.toBe(createServedText(text).etag('br'))
})
