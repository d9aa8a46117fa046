import { describe, expect, it } from 'vitest'
import { onGround } from './ground.ts'

const ground = onGround()
const { visit, ours, press, focused } = ground

describe('what has the focus on the page', () => {
  /** Whether a point in the middle of the focused element shows that element and nothing of ours. */
  const isSeen = () =>
    ground.page.evaluate(() => {
      const { x, y, width, height } = (document.activeElement as Element).getBoundingClientRect()
      const top = document.elementFromPoint(x + width / 2, y + height / 2)
      return top === document.activeElement || !!document.activeElement?.contains(top)
    })

  it.each([
    [1280, 800],
    [412, 700],
    [320, 256],
  ])('is never hidden by the banner at %i × %i', async (width, height) => {
    await visit({ viewport: { width, height } })
    await expect.poll(() => ground.page.evaluate(() => document.querySelector('#kakburk')?.shadowRoot?.adoptedStyleSheets.length)).toBe(3)
    await ground.page.locator('#search').focus()
    const hidden: unknown[] = []
    for (let n = 0; n < 60; n++) {
      await press('Tab')
      const what = await focused()
      if (what !== 'held' && !(await isSeen())) hidden.push(what)
      if (what === 'last') break
    }
    expect(await focused()).toBe('last')
    expect(hidden).toEqual([])
    // Who comes back to the banner by the keys has all of it.
    await ours('[data-kakburk=accept]').focus()
    expect(await ours('.banner').getAttribute('data-aside')).toBeNull()
  })

  it('is never hidden by the control', async () => {
    await visit({ inner: '<a id="corner" style="position:fixed;left:14px;bottom:14px" href="#corner">x</a>' })
    await ours('[data-kakburk=reject]').click()
    await ground.page.locator('#corner').focus()
    expect(await isSeen()).toBe(true)
    await ground.page.locator('#search').focus()
    expect((await ours('.control').boundingBox())?.x).toBe(12)
  })

  it('is never hidden by the control on a page that its own script has written anew', async () => {
    await visit()
    await ours('[data-kakburk=reject]').click()
    await ground.page.evaluate(() => {
      document.open()
      document.write('<html lang="sv"><a id="corner" style="position:fixed;left:14px;bottom:14px" href="#corner">x</a></html>')
      document.close()
    })
    await ours('.control').waitFor()
    await ground.page.locator('#corner').focus()
    expect(await isSeen()).toBe(true)
  })
})
