import { describe, expect, it } from 'vitest'
import { onGround } from './ground.ts'
import { namesAndRoles } from './tree.ts'

const ground = onGround({ control: false })
const { visit, ours, press, focused } = ground

const links = {
  'a link to #kakburk': '<a id="own" href="#kakburk">Cookies</a>',
  'a link to #kakburk of another page': '<a id="own" href="/elsewhere#kakburk">Cookies</a>',
  'a button': '<button id="own" data-kakburk="open"><b>Cookies</b></button>',
}

describe('where the owner has a link of their own, no control stands, and', () => {
  it.each(Object.entries(links))('%s opens the preferences, which give the focus back to it', async (_, inner) => {
    await visit({ inner })
    await ours('[data-kakburk=reject]').click()
    await ground.page.locator('#own').focus()
    await press('Enter')
    await ours('dialog').waitFor()
    expect(new URL(ground.page.url()).pathname).toBe('/')
    await press('Escape')
    await expect.poll(focused).toBe('own')
    // Longer than a link is waited for.
    await ground.page.waitForTimeout(2_500)
    expect(await ours('.control').count()).toBe(0)
  })

  it('a link in a shadow tree, and one whose clicks the page stops, open them', async () => {
    await visit({
      inner:
        '<div id="tree"><template shadowrootmode="open"><a href="#kakburk">In a tree</a></template></div><p><a href="#kakburk">Stopped</a></p>',
    })
    await ground.page.evaluate(() => document.addEventListener('click', (event) => event.stopImmediatePropagation(), true))
    for (const name of ['In a tree', 'Stopped']) {
      await ground.page.getByRole('link', { name }).click()
      await ours('dialog').waitFor()
      await press('Escape')
      await ours('dialog').waitFor({ state: 'detached' })
    }
  })

  it('one that is drawn after the page has loaded is found', async () => {
    await visit({ inner: '<div id="app"></div>' })
    await ground.page.evaluate(() => document.getElementById('app')?.insertAdjacentHTML('beforeend', '<a href="#kakburk">Cookies</a>'))
    await ground.page.waitForTimeout(2_500)
    expect(await ours('.control').count()).toBe(0)
    await ground.page.getByRole('link', { name: 'Cookies' }).click()
    await ours('dialog').waitFor()
  })

  it('a page that has none shows the control, so that everybody can change their mind', async () => {
    await visit()
    await ours('[data-kakburk=reject]').click()
    await ours('.control').waitFor({ timeout: 10_000 })
    await ground.page.reload()
    await ours('.control').waitFor({ timeout: 10_000 })
    expect(await namesAndRoles(ground.page)).toContain('button Kakor')
    await ours('.control').click()
    await ours('dialog').waitFor()
  })
})

describe('beside the control', () => {
  it('a link of the owner opens the preferences too', async () => {
    ground.publish({ control: true })
    await visit({ inner: '<a id="own" href="#kakburk">Cookies</a>' })
    await ours('[data-kakburk=reject]').click()
    await ours('.control').waitFor()
    await ground.page.locator('#own').click()
    await ours('dialog').waitFor()
  })
})
