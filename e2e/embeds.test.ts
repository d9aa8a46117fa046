import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { aVisitor, type Visitor } from './browser.ts'
import { type Lab, startLab } from './lab.ts'

/** What shops put into frames, as its vendors hand it out, by the catalogue: its real addresses, which here lead nowhere. */
const embeds = [
  ['YouTube', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ', 560, 315],
  ['Vimeo', 'https://player.vimeo.com/video/76979871?h=8272103f6e&dnt=1', 640, 360],
  ['Google Maps', 'https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d2035', 600, 450],
  ['Facebook', 'https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fshop%2Fposts%2F1&width=500', 500, 620],
  ['Instagram', 'https://www.instagram.com/p/C0ffee/embed/captioned', 400, 560],
  ['X', 'https://platform.twitter.com/embed/Tweet.html?id=1580661436132757506', 550, 480],
  ['TikTok', 'https://www.tiktok.com/embed/v2/6718335390845095173', 325, 575],
] as const

let lab: Lab
let visitor: Visitor
const asked: string[] = []
beforeAll(async () => {
  lab = await startLab({
    look: { background: '#fffdf8', text: '#1d2a26', button: '#1f4d3f', buttonText: '#ffffff', radius: 6 },
    services: ['shop-cart', 'youtube', 'vimeo', 'google-maps', 'facebook-posts', 'instagram-posts', 'x-posts', 'tiktok-posts'],
  })
})
afterAll(() => lab.close())
beforeEach(async () => {
  visitor = await aVisitor(lab.browser)
  asked.length = 0
  await visitor.context.route(/^https:/, (route) => {
    asked.push(route.request().url())
    return route.fulfill({ contentType: 'text/html', body: '<!doctype html>' })
  })
  return () => visitor.context.close()
})

const frame = (n: number) => visitor.page.frameLocator(`#embed${n}`)
const boxes = () =>
  visitor.page.evaluate(() =>
    [...document.querySelectorAll('iframe')].map((one) => {
      const { width, height } = one.getBoundingClientRect()
      return [width, height]
    }),
  )

/** The frames as an owner marks them in the page's source, or as a script of theirs puts them there. */
const pages = {
  'marked in the source': () =>
    embeds
      .map(
        ([title, src, width, height], n) =>
          `<iframe id="embed${n}" data-consent="marketing" data-src="${src}" title="${title}" width="${width}" height="${height}" style="border:0" data-poster="/poster.svg"></iframe>`,
      )
      .join('<br>'),
  'added later by script': () => `<script>setTimeout(() => {
    for (const [n, [title, src, width, height]] of ${JSON.stringify(embeds)}.entries()) {
      const frame = Object.assign(document.createElement('iframe'), { id: 'embed' + n, title, width, height, style: 'border:0' })
      frame.dataset.poster = '/poster.svg'
      frame.src = src
      document.body.append(frame, document.createElement('br'))
    }
  }, 50)</script>`,
}

it.each(Object.entries(pages))(
  '%s: each says whose it is, in its own size, in the look of the shop and over the owner’s picture',
  async (_, body) => {
    lab.write({ body: body() })
    await visitor.page.goto(lab.address)
    for (const [n, [name]] of embeds.entries()) {
      await frame(n).locator('section').waitFor()
      expect(await frame(n).locator('b').textContent()).toBe(`Innehåll från ${name}`)
      expect(await frame(n).locator('div div button').allTextContents()).toHaveLength(2)
      const look = await frame(n)
        .locator('[data-kakburk=always]')
        .evaluate((button) => [getComputedStyle(button).backgroundColor, getComputedStyle(button).borderRadius])
      expect(look, name).toEqual(['rgb(31, 77, 63)', '6px'])
      const picture = frame(n).locator('img')
      expect(await picture.getAttribute('src')).toBe(`${lab.address}/poster.svg`)
    }
    expect(await boxes()).toEqual(embeds.map(([, , width, height]) => [width, height]))
    expect(asked).toEqual([])
    expect(visitor.complaints).toEqual([])
  },
)

it('one is shown once, all of its service always, and the log keeps the two apart', async () => {
  lab.write({ body: pages['added later by script']() })
  await visitor.page.goto(lab.address)
  const before = lab.world.log('lab').length
  await frame(1).locator('[data-kakburk=once]').press('Enter')
  await expect.poll(() => asked).toEqual([embeds[1][1]])
  await frame(2).locator('[data-kakburk=always]').press('Enter')
  await expect.poll(() => asked).toEqual([embeds[1][1], embeds[2][1]])
  expect(await visitor.page.evaluate(() => window.kakburk?.get().grants)).toEqual({ marketing: false, 'google-maps': true })
  await expect
    .poll(
      () =>
        lab.world
          .log('lab')
          .slice(before)
          .map(({ action, services }) => [action, services]),
      { timeout: 15_000 },
    )
    .toEqual([
      ['once', expect.stringContaining('vimeo')],
      ['choose', expect.stringContaining('google-maps')],
    ])
  await visitor.page.reload()
  await frame(1).locator('section').waitFor()
  expect(asked.filter((address) => address.includes('vimeo'))).toHaveLength(1)
})
