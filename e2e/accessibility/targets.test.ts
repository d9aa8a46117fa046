import { describe, expect, it } from 'vitest'
import { onGround } from './ground.ts'

const ground = onGround()
const { visit, ours, openPreferences, openDetails, openMine, withdraw } = ground

const states = {
  'the banner': async () => {},
  'the preferences with all details open': async () => {
    await openPreferences()
    await openDetails()
  },
  'my choices': openMine,
  'the control alone': () => ours('[data-kakburk=reject]').click(),
  'the note after a withdrawal': withdraw,
}

describe('a target is at least 24 pixels wide and high', () => {
  it.each(Object.entries(states))('on %s', async (_, go) => {
    await visit()
    await go()
    const small = await ours('button:visible, input:visible, summary:visible, a:visible').evaluateAll((targets) =>
      targets
        // A link within a sentence is as high as its line (2.5.8, inline).
        .filter((target) => !(target.localName === 'a' && target.closest('.banner, .body > p')))
        .map((target) => [target.textContent, target.getBoundingClientRect()] as const)
        .filter(([, { width, height }]) => width < 24 || height < 24)
        .map(([text, { width, height }]) => `${text} ${width} × ${height}`),
    )
    expect(small).toEqual([])
  })
})

it('a press that is drawn away from its answer is none', async () => {
  await visit()
  await ours('[data-kakburk=accept]').hover()
  await ground.page.mouse.down()
  await ground.page.mouse.move(5, 5)
  await ground.page.mouse.up()
  expect(await ground.page.evaluate(() => window.kakburk?.get().decided)).toBe(false)
  expect(await ours('.banner').isVisible()).toBe(true)
})
