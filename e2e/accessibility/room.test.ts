import { languages } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { onGround } from './ground.ts'

const ground = onGround()
const { visit, ours, openPreferences, openDetails } = ground

/** What is cut off: text that runs out of its button or box, and boxes wider than the screen. */
const lost = () =>
  ground.page.evaluate(() => {
    const root = document.querySelector('#kakburk')?.shadowRoot as ShadowRoot
    return [...root.querySelectorAll<HTMLElement>('.banner *,dialog *,.control,.note:not(.unseen) *')]
      .filter((element) => element.getClientRects().length > 0 && element.localName !== 'input')
      .filter((element) => {
        const box = element.getBoundingClientRect()
        return (
          box.left < -1 ||
          box.right > innerWidth + 1 ||
          (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline') ||
          (element.localName === 'button' && element.scrollHeight > element.clientHeight + 1)
        )
      })
      .map((element) => `${element.localName}.${element.className} ${element.textContent?.slice(0, 30)}`)
  })

/** Whether each answer can be brought into sight whole. */
const canBeReached = (layer: string) =>
  ours(`${layer} button`).evaluateAll((buttons) =>
    buttons.every((button) => {
      button.scrollIntoView()
      const { top, bottom, left, right } = button.getBoundingClientRect()
      return top >= -1 && left >= -1 && right <= innerWidth + 1 && bottom <= innerHeight + 1
    }),
  )

describe('nothing is lost', () => {
  it.each([
    ['at 320 pixels', { viewport: { width: 320, height: 640 } }],
    ['on a telephone that lies on its side', { viewport: { width: 740, height: 360 } }],
    ['at 200 %', { viewport: { width: 640, height: 512 }, deviceScaleFactor: 2 }],
    ['at 400 %', { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }],
  ])('%s', async (_, options) => {
    await visit(options)
    expect(await lost()).toEqual([])
    expect(await canBeReached('.banner')).toBe(true)
    await openPreferences()
    await openDetails()
    expect(await lost()).toEqual([])
    expect(await canBeReached('dialog')).toBe(true)
    expect(await ground.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  })

  it.each(languages)('with wide text spacing in %s', async (language) => {
    await visit({ language, viewport: { width: 320, height: 640 } })
    await ground.page.evaluate(() => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(
        '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}',
      )
      document.querySelector('#kakburk')?.shadowRoot?.adoptedStyleSheets.push(sheet)
    })
    expect(await lost()).toEqual([])
    expect(await canBeReached('.banner')).toBe(true)
    await openPreferences()
    await openDetails()
    expect(await lost()).toEqual([])
    expect(await canBeReached('dialog')).toBe(true)
  })

  it('with forced colours: answers have a border, and a switch shows where it stands', async () => {
    await visit({ forcedColors: 'active' })
    const border = await ours('.banner .choice')
      .first()
      .evaluate((choice) => {
        const { borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(choice)
        return [borderTopWidth, borderTopColor !== backgroundColor]
      })
    expect(border).toEqual(['2px', true])
    await openPreferences()
    const knob = () =>
      ours('[data-category=analytics]').evaluate((input) => {
        const { left, backgroundColor } = getComputedStyle(input, '::before')
        return [left, backgroundColor !== getComputedStyle(input).backgroundColor]
      })
    const off = await knob()
    await ours('[data-category=analytics]').click()
    const on = await knob()
    expect([off[1], on[1], off[0] !== on[0]]).toEqual([true, true, true])
  })

  it('with reduced motion: nothing of ours moves, there or elsewhere', async () => {
    await visit({ reducedMotion: 'reduce' })
    await openPreferences()
    const moving = await ours('*').evaluateAll(
      (all) =>
        all.filter((element) => {
          const { transitionDuration, animationDuration } = getComputedStyle(element)
          // What is over within a frame is no motion.
          return [transitionDuration, animationDuration].some((duration) => Number.parseFloat(duration) > 0.001)
        }).length,
    )
    expect(moving).toBe(0)
  })
})
