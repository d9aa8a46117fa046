import { expect } from 'vitest'
import type { EnginePage } from './contract.ts'

export const sleep = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

/** Long enough for what a page starts by itself, and for a tracker to write anew what it has lost. */
export const settle = () => sleep(400)

export const open = async (page: EnginePage, address: string) => {
  await page.goto(address)
  await settle()
}

/** Resolves when the expression holds in the page, which may be loading anew meanwhile. */
export const until = (page: EnginePage, expression: string) =>
  expect.poll(() => page.evaluate<boolean>(`Boolean(${expression})`).catch(() => false), { timeout: 10_000 }).toBe(true)

/** Does something after which the page loads anew: code in it, or what another page does. */
export const anew = async (page: EnginePage, act: string | (() => Promise<unknown>)) => {
  await page.evaluate(`void (window.isOld = true${typeof act === 'string' ? `, ${act}` : ''})`)
  if (typeof act !== 'string') await act()
  await until(page, '!window.isOld && document.readyState === "complete"')
  await settle()
}

/** Goes the way back to an address, and waits for what the page that comes back does by itself. */
export const back = async (page: EnginePage, address: string) => {
  await page.evaluate('void setTimeout(() => history.back(), 50)')
  await until(page, `location.href === '${address}' && document.readyState === 'complete' && window.kakburk`)
  await sleep(1500)
}

export const accept = async (page: EnginePage) => {
  await page.evaluate('void kakburk.acceptAll()')
  await until(page, 'kakburk.get().decided')
  await settle()
}

export const grants = (page: EnginePage) => page.evaluate('kakburk.get().grants')

/** What lies in the browser for the page's host, by name: cookies and both kinds of storage. Our own is passed over unless `which` says so. */
export const namesIn = async (page: EnginePage, which = /^(?!kakburk)/): Promise<string[]> => {
  const names = await page.evaluate(() => [
    ...document.cookie.split('; ').map((pair) => pair.split('=')[0] as string),
    ...[localStorage, sessionStorage].flatMap((storage) => Array.from(storage, (_, n) => storage.key(n) as string)),
  ])
  return names.filter((name) => name && which.test(name))
}

/** Whether a part of ours is on the screen; `part` is a CSS selector. */
export const shows = (page: EnginePage, part: string) =>
  page.evaluate<boolean>(`!!document.querySelector('#kakburk')?.shadowRoot.querySelector('${part}')`)

export const press = (page: EnginePage, part: string) =>
  page.evaluate(`void document.querySelector('#kakburk').shadowRoot.querySelector('${part}').click()`)
