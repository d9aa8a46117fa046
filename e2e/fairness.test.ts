import { readFileSync } from 'node:fs'
import { findUnfair, type MeasuredLayer } from '@kakburk/shared'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../packages/server/src/db/open.ts'
import { createTerminal } from '../packages/server/src/testing/command.ts'
import { findBrowser } from '../scripts/browser.mjs'
import { aVisitor } from './browser.ts'
import { type Lab, startLab } from './lab.ts'

const script = readFileSync(new URL('../packages/widget/dist/measure.js', import.meta.url), 'utf8')

describe('a drawn layer', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await startLab()
  })
  afterAll(() => lab.close())

  const no = '[data-kakburk=reject]'

  it.each<[string, string]>([
    [`${no}{width:60%}`, 'the same width, got 309 and 185.4 px'],
    [`.choices{align-items:start}${no}{min-height:30px;padding:0}`, 'the same height, got'],
    [`${no}{font-size:11px}`, 'texts of at least 12 px, got 11'],
    [`${no}{font-weight:400}`, 'the same fontWeight'],
    [`${no}{background:none;color:#1c1c1c}`, 'the same ground, got "#1c1c1c" and "#ffffff"'],
    [`${no}{border-color:#fff}`, 'the same edge'],
    [`${no}{opacity:.4}`, 'the same opacity, got "1" and "0.4"'],
    [`${no}{text-decoration:underline}`, 'the same decoration'],
    [`${no}{display:none}`, 'expected both answers, got accept alone'],
    [`.choice{color:#777}`, 'a contrast of at least 4.5 in reject'],
    [`.choice{background:#eee;border-color:#eee;color:#111}`, 'a contrast of at least 3 around reject, got 1.16'],
    [`.choices{display:block}${no}{position:relative;left:400px;top:60px}`, 'side by side or one above the other'],
    [`.banner{max-height:120px}`, 'reject on the screen without scrolling'],
    [`.choice{width:60px;overflow-wrap:normal;white-space:nowrap;overflow:hidden}`, 'the words of reject inside it'],
    [`.banner .settings{min-height:0;height:18px;padding:0}`, 'settings to be at least 24 px each way'],
    [`.banner{inset:0;width:auto;height:100%;max-height:none}`, 'at most 50 % of the screen to be covered, got 100 %'],
  ])('with %s is found unfair', async (css, expected) => {
    lab.write({})
    const { page, context } = await aVisitor(lab.browser, { viewport: { width: 1280, height: 800 } })
    await page.goto(`${lab.address}/`)
    await page.locator('#kakburk .banner').waitFor()
    const judge = async () => {
      const banner = (await page.evaluate(
        `(()=>{${script};return kakburkMeasure.measureLayer(document.querySelector('#kakburk').shadowRoot.querySelector('.banner'))})()`,
      )) as MeasuredLayer
      const fair = { language: 'sv', scheme: 'light', screen: { width: 1280, height: 800 }, clicks: { accept: 1, reject: 1 } } as const
      return findUnfair({ ...fair, banner, preferences: banner }).map(({ message }) => message)
    }
    expect(await judge()).toEqual([])
    await page.evaluate((text) => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(text)
      document.querySelector('#kakburk')?.shadowRoot?.adoptedStyleSheets.push(sheet)
    }, css)
    expect((await judge()).join('\n')).toContain(expected)
    await context.close()
  })
})

describe('a policy', () => {
  const terminal = () => {
    const made = createTerminal()
    return {
      ...made,
      ...createTerminal({ env: { KAKBURK_DATABASE: made.database, KAKBURK_BROWSER: findBrowser() } }),
      database: made.database,
    }
  }

  it('is measured before it is published, and the measurement is kept with it', async () => {
    const { kakburk, writePolicy, database } = terminal()
    const { code, stdout, stderr } = await kakburk('site', 'add', writePolicy({ languages: ['sv'] }))
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/Fair: 2 screens measured in \S*Chrom/)
    const opened = openDatabase(database)
    const { content } = opened.connection.prepare("SELECT content FROM screens WHERE file = 'fairness.json'").get() as { content: string }
    opened.close()
    expect(JSON.parse(content).screens).toMatchObject([
      { language: 'sv', screen: { width: 1280 }, clicks: { accept: 1, reject: 1 }, banner: { ticked: [] }, preferences: { ticked: [] } },
      { language: 'sv', screen: { width: 360 } },
    ])
  })

  it('is refused with the measurement when its texts fill the screen', async () => {
    const { kakburk, writePolicy } = terminal()
    const policy = writePolicy({ languages: ['sv'], texts: { sv: { body: 'Vi vill gärna spara kakor av många skäl. '.repeat(40) } } })
    for (const command of [
      ['policy', 'check'],
      ['site', 'add'],
    ]) {
      const { code, stdout, stderr } = await kakburk(...command, policy)
      expect([code, stdout]).toEqual([1, ''])
      expect(stderr).toMatch(
        /kakburk: banner in sv, light, 360 × 740 px: expected at most 70 % of the screen to be covered, got \d\d %; shorten the texts/,
      )
    }
  })
})
