import { describe, expect, it } from 'vitest'
import type { Page } from '../essential/shop.ts'
import { breakages, changes, clobbering } from './breakages.ts'
import { answer, held, open, prepare, shop, tracked, visitor, withTrackers } from './ground.ts'

prepare()

describe.each(held)('a page that breaks the language, in %s mode', (mode) => {
  const places = [
    ['before our tag', (code: string): Page => ({ before: `<script>${code}</script>` })],
    ['after our tag', (code: string): Page => ({ head: `<script>${code}</script>` })],
  ] as const
  const casesOf = (table: Record<string, string>) =>
    Object.entries(table).flatMap(([name, code]) => places.map(([where, page]) => [name, where, page(code)] as const))

  /** Asked of the server: on the page nothing can be relied on. */
  const seesOwn = () => {
    const own = shop.asked.filter(({ host }) => host === mode).map(({ path }) => path)
    expect(own).toEqual(expect.arrayContaining(['/one.js', '/inline.svg']))
  }

  it.each(casesOf(breakages))('%s, %s: it holds, and the shop’s own scripts run', async (_, __, page) => {
    await open(mode, withTrackers(page))
    expect(tracked()).toEqual([])
    seesOwn()
  })

  it.each(casesOf(changes))(
    '%s, %s: it holds, asks, a no is kept and delivered, and the page sees no fault of ours',
    async (_, __, page) => {
      await open(mode, withTrackers(page))
      expect(tracked()).toEqual([])
      seesOwn()
      await answer('reject')
      await expect.poll(async () => (await visitor.context.cookies()).map(({ name }) => name)).toContain('kakburk')
      expect(tracked()).toEqual([])
      expect(visitor.complaints).toEqual([])
    },
  )

  it.each(Object.entries(clobbering))('has %s: it holds, asks and obeys', async (_, body) => {
    await open(mode, withTrackers({ body }))
    expect(tracked()).toEqual([])
    await visitor.page.evaluate((body) => {
      const place = Document.prototype.createElement.call(document, 'section')
      document.documentElement.append(place)
      place.innerHTML = body
      for (const form of place.querySelectorAll('form')) place.append(Node.prototype.cloneNode.call(form, true))
    }, body)
    await answer('accept')
    await expect.poll(tracked).toEqual(['/static.js', '/inserted.js'])
    expect(visitor.complaints).toEqual([])
  })
})
