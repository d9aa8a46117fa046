import { texts } from '@kakburk/widget/compile'
import { describe, expect, it } from 'vitest'
import { onGround } from './ground.ts'
import { namesAndRoles } from './tree.ts'

const ground = onGround()
const { visit, ours, openPreferences, openDetails, withdraw } = ground

describe('in the accessibility tree', () => {
  it('the banner is a region with a name, and its answers are buttons', async () => {
    await visit()
    const { title, reject, accept, settings } = texts.sv
    const tree = await namesAndRoles(ground.page)
    expect(tree).toEqual(
      expect.arrayContaining([`region ${title}`, `heading ${title}`, `button ${reject}`, `button ${accept}`, `button ${settings}`]),
    )
  })

  it('the preferences are a modal dialog with a name, and every switch has its name and state', async () => {
    await visit()
    await openPreferences()
    await openDetails()
    const { settingsTitle, analytics, marketing, close } = texts.sv
    await ours('[data-service=tracker]').click()
    const tree = await namesAndRoles(ground.page)
    expect(tree).toEqual(
      expect.arrayContaining([
        `dialog ${settingsTitle} modal`,
        `button ${close}`,
        `checkbox ${analytics} checked=true`,
        'switch Tracker checked=true',
        `checkbox ${marketing} checked=false`,
        'switch Pixel checked=false',
      ]),
    )
    // What lies behind a modal dialog is not there.
    expect(tree).not.toContain(`region ${texts.sv.title}`)
  })

  it.each(['accept', 'reject'])('%s is announced as saved', async (answer) => {
    await visit()
    await ours(`[data-kakburk=${answer}]`).click()
    await expect.poll(() => namesAndRoles(ground.page), { timeout: 5_000 }).toContain(`status: ${texts.sv.saved}`)
  })

  it('a withdrawal is announced and seen, with the names of what was deleted, and stays until it is closed', async () => {
    await visit()
    await withdraw()
    const said = `${texts.sv.withdrawn} ${texts.sv.deleted.replace('{names}', '_tr_key och _tr_visitor')}`
    expect(await namesAndRoles(ground.page)).toContain(`status: ${said}`)
    expect(await ours('.note').isVisible()).toBe(true)
    expect(await ground.page.evaluate(() => [document.cookie.includes('_tr'), ...Object.keys(localStorage)])).not.toContain(true)
  })

  it.each([1280, 320])('the declaration is a table with a name, columns and rows, %i pixels wide', async (width) => {
    await visit({ inner: '<div data-kakburk-declaration></div>', viewport: { width, height: 640 } })
    await ground.page.locator('.kakburk-declaration').waitFor()
    const { declaration, analytics, analyticsAbout, name, kept } = texts.sv
    expect(await namesAndRoles(ground.page)).toEqual(
      expect.arrayContaining([
        `region ${declaration}`,
        `table ${analytics}: ${analyticsAbout}`,
        `columnheader ${name}`,
        `columnheader ${kept}`,
        'rowheader Tracker',
        'rowheader _tr*',
      ]),
    )
  })

  it('everything of ours is in the language that it says it is in', async () => {
    await visit({ language: 'en' })
    expect(await ground.page.locator('#kakburk').getAttribute('lang')).toBe('en')
    expect(await ours('h2').first().textContent()).toBe(texts.en.title)
  })
})
