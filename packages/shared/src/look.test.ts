import { describe, expect, it } from 'vitest'
import { canonical } from './canonical.ts'
import { completeLook, positions, type WrittenLook } from './look.ts'
import { findWeakContrasts } from './look-faults.ts'
import { printFault } from './parse.ts'
import { parsePolicy } from './policy.ts'
import { aPolicy } from './testing/policy.ts'
import { themeNames, themes } from './themes.ts'

const before = { background: '#ffffff', text: '#1c1c1c', button: '#1c1c1c', buttonText: '#ffffff', radius: 8 }

describe('a look', () => {
  it('that is not given is the one of before there were themes, to the letter, so that the name of a policy stays', () => {
    expect(canonical(aPolicy().look)).toBe(canonical(before))
    expect(canonical(aPolicy({ look: { button: '#aa0000' } }).look)).toBe(canonical({ ...before, button: '#aa0000' }))
  })
  it('of a policy that was published before is read as it is', () => {
    const published = { ...aPolicy(), look: before }
    expect(parsePolicy(JSON.parse(canonical(published))).look).toEqual(before)
  })
  it('is published with the colours of its theme, and reads the same again', () => {
    const policy = aPolicy({ look: { theme: 'sea', position: 'corner', font: 'Source Sans 3, sans-serif' } })
    expect(policy.look).toEqual({
      ...themes.sea.light,
      dark: themes.sea.dark,
      radius: 12,
      position: 'corner',
      font: 'Source Sans 3, sans-serif',
    })
    expect(parsePolicy(JSON.parse(canonical(policy)))).toEqual(policy)
  })
  it.each<[string, WrittenLook, object]>([
    ['light alone', { theme: 'sea', scheme: 'light' }, { ...themes.sea.light, radius: 12 }],
    ['dark alone', { theme: 'sea', scheme: 'dark' }, { ...themes.sea.dark, radius: 12 }],
    [
      'with what differs',
      { theme: 'sea', radius: 0, dark: { text: '#ffffff' } },
      { dark: { ...themes.sea.dark, text: '#ffffff' }, radius: 0 },
    ],
    ['with dark colours of its own', { dark: { button: '#ffcc00' } }, { ...before, dark: { ...themes.plain.dark, button: '#ffcc00' } }],
    ['with an edge', { theme: 'outline' }, { buttonBorder: '#141414' }],
  ])('may be %s', (_, look, expected) => {
    expect(completeLook(look)).toMatchObject(expected)
  })
  it('in one scheme has no other', () => {
    expect(completeLook({ theme: 'sea', scheme: 'dark' })).not.toHaveProperty('dark')
    expect(completeLook({ theme: 'sea', scheme: 'light' })).not.toHaveProperty('dark')
    expect(completeLook({})).not.toHaveProperty('dark')
  })
  it.each(positions)('may stand at %s', (position) => {
    expect(aPolicy({ look: { position } }).look.position).toBe(position)
  })
  it.each<[string, object]>([
    ['look.theme: expected one of plain, linen, sea, forest, outline, got "pink"', { theme: 'pink' }],
    ['look.position: expected one of bottom, bar, corner, centre, got "top"', { position: 'top' }],
    ['look.scheme: expected "auto", "light" or "dark", got "night"', { scheme: 'night' }],
    ['look.radius: expected 32 or less, got 900', { radius: 900 }],
    ['look.font: expected names of fonts such as "Source Sans 3, sans-serif", got "x;color:red"', { font: 'x;color:red' }],
    [`look.font: expected names of fonts such as "Source Sans 3, sans-serif", got ""a" , b"`, { font: '"a" , b' }],
    ['look.accept: not known here; remove it or correct its name', { accept: '#00ff00' }],
    ['look.dark.radius: not known here; remove it or correct its name', { dark: { radius: 1 } }],
  ])('is refused: %s', (fault, look) => {
    expect(() => aPolicy({ look })).toThrow(`policy: ${fault}`)
  })
})

describe('contrasts', () => {
  it.each(themeNames)('of the theme %s are enough in both schemes', (theme) => {
    expect(findWeakContrasts({ theme })).toEqual([])
  })
  it.each<[string, WrittenLook, string]>([
    ['text', { text: '#777777' }, 'look.text: expected a contrast of at least 4.5 to look.background (#ffffff), got 4.4 with #777777'],
    [
      'a label',
      { button: '#ff6600' },
      'look.buttonText: expected a contrast of at least 4.5 to look.button (#ff6600), got 2.9 with #ffffff',
    ],
    [
      'text in the dark',
      { theme: 'plain', dark: { text: '#555555' } },
      'look.dark.text: expected a contrast of at least 4.5 to look.dark.background (#1d1d20), got 2.2 with #555555',
    ],
    [
      'a button',
      { button: '#eeeeee', buttonText: '#111111' },
      'look.button: expected a contrast of at least 3 to look.background (#ffffff), got 1.1 with #eeeeee; choose another colour, or give look.buttonBorder',
    ],
    [
      'a button and its edge',
      { button: '#eeeeee', buttonText: '#111111', buttonBorder: '#cccccc' },
      'look.button: expected a contrast of at least 3 to look.background (#ffffff), got 1.1 with #eeeeee and 1.6 with its border #cccccc; choose another colour, or give look.buttonBorder',
    ],
  ])('of %s that are too weak are named with both colours', (_, look, fault) => {
    expect(findWeakContrasts(look).map(printFault)).toContain(fault)
  })
  it('of a scheme that is never shown count for nothing', () => {
    expect(findWeakContrasts({ theme: 'plain', scheme: 'light', dark: { text: '#000000' } })).toEqual([])
    expect(findWeakContrasts({ theme: 'plain', scheme: 'dark', text: '#ffffff' })).toEqual([])
  })
  it('of a button are enough when its edge has them', () => {
    expect(findWeakContrasts({ button: '#eeeeee', buttonText: '#111111', buttonBorder: '#111111' })).toEqual([])
  })
})
