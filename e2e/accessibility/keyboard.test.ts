import { describe, expect, it } from 'vitest'
import { onGround } from './ground.ts'

const ground = onGround()
const { visit, ours, press, focused, openPreferences, openDetails, withdraw } = ground

describe('by keyboard', () => {
  it('the banner comes first, in the order in which it is read, and locks nobody in', async () => {
    await visit()
    const order: unknown[] = []
    for (let n = 0; n < 5; n++) {
      await press('Tab')
      order.push(await focused())
    }
    expect(order.slice(1)).toEqual(['reject', 'accept', 'settings', 'search'])
    await press('Shift+Tab')
    expect(await focused()).toBe('settings')
  })

  it.each(['Enter', 'Space'])('an answer by %s leads to the control, where the banner stood, and from there into the page', async (key) => {
    await visit()
    await press('Tab', 'Tab', key)
    await expect.poll(focused).toBe('open')
    await press('Tab')
    expect(await focused()).toBe('search')
  })

  it('who answers from the middle of the page goes on where they were', async () => {
    await visit()
    await ground.page.locator('#search').focus()
    await press('Shift+Tab', 'Shift+Tab', 'Enter')
    await expect.poll(focused).toBe('search')
  })

  it('the preferences hold the focus, and Escape closes them and gives it back to what opened them', async () => {
    await visit()
    await press('Tab', 'Tab', 'Tab', 'Tab', 'Enter')
    await ours('dialog').waitFor()
    expect(await focused()).toBe('close')
    for (let n = 0; n < 30; n++) {
      await press('Tab')
      // Out of the dialog there is the browser's own, which a page sees as nothing.
      expect(await ground.page.evaluate(() => document.activeElement === document.body || document.activeElement?.id === 'kakburk')).toBe(
        true,
      )
      expect(['reject', 'accept', 'settings']).not.toContain(
        await ground.page.evaluate(() => {
          const inner = document.querySelector('#kakburk')?.shadowRoot?.activeElement as HTMLElement | null
          return inner?.closest('.banner') ? inner.dataset.kakburk : ''
        }),
      )
    }
    await press('Escape')
    await expect.poll(focused).toBe('settings')
  })

  it('everything in the preferences can be reached and turned', async () => {
    await visit()
    await openPreferences()
    await openDetails()
    const reached = new Set<unknown>()
    for (let n = 0; n < 30; n++) {
      reached.add(
        await ground.page.evaluate(() => {
          const inner = document.querySelector('#kakburk')?.shadowRoot?.activeElement as HTMLInputElement | null
          return inner && (inner.dataset.kakburk ?? inner.dataset.category ?? inner.dataset.service ?? inner.localName)
        }),
      )
      await press('Tab')
    }
    expect([...reached]).toEqual(
      expect.arrayContaining(['button', 'a', 'summary', 'analytics', 'marketing', 'tracker', 'pixel', 'reject', 'save', 'accept']),
    )
    await ours('[data-category=analytics]').focus()
    await press('Space')
    expect(await ours('[data-service=tracker]').isChecked()).toBe(true)
    // Turning a switch is no answer yet.
    expect(await ground.page.evaluate(() => window.kakburk?.get().decided)).toBe(false)
    expect(await ours('dialog').isVisible()).toBe(true)
  })

  it('an answer in the preferences, opened from the banner, leads to the control', async () => {
    await visit()
    await openPreferences()
    await ours('dialog [data-kakburk=save]').focus()
    await press('Enter')
    await expect.poll(focused).toBe('open')
  })

  it('the note is closed by its button, and the focus goes on to the control', async () => {
    await visit()
    await withdraw()
    await ours('.note button').focus()
    await press('Enter')
    expect(await ours('.note').count()).toBe(0)
    expect(await focused()).toBe('open')
  })

  it('what has the focus has a ring that can be seen', async () => {
    await visit()
    await openPreferences()
    for (let n = 0; n < 8; n++) {
      await press('Tab')
      const ring = await ground.page.evaluate(() => {
        const inner = document.querySelector('#kakburk')?.shadowRoot?.activeElement
        if (!inner) return undefined
        const { outlineStyle, outlineWidth } = getComputedStyle(inner)
        return [outlineStyle, Number.parseFloat(outlineWidth) >= 2]
      })
      if (ring) expect(ring).toEqual(['solid', true])
    }
  })
})
