import { runInNewContext, Script } from 'node:vm'
import { catalogue, languages, type Policy, policyName, questionName } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { aPolicy, aService } from './compile/testing.ts'
import { compileSite } from './compile.tsx'
import type { Site } from './site.ts'
import type { Tree } from './ui/tree.ts'

const compile = async (policy: Policy) => compileSite(policy, await policyName(policy))

/** What a gate tells its runtime. */
const siteOf = (gate: string): Site =>
  new Script(`(${/kakburkGate\.start\((.*?\}),\[(?:\[kakburk|\]\))/.exec(gate)?.[1]})`).runInThisContext()

/** What a compiled file of a language shows. */
const screenOf = ({ files }: { files: Record<string, string> }, stem: string) => {
  const [, content = ''] = Object.entries(files).find(([name]) => name.startsWith(`${stem}.`)) ?? []
  return JSON.parse(content.split('\nexport const screen=')[1] ?? '')
}

const textOf = (tree: Tree): string => {
  if (typeof tree === 'string') return tree
  const [, , ...children] = tree
  return children.map(textOf).join('')
}

/** The text of the first layer, all but the heading and the buttons. */
const askedBy = async (differing: Record<string, unknown>, language = 'sv'): Promise<string> =>
  textOf(screenOf(await compile(aPolicy(differing)), `banner.${language}`).tree)

describe('the files of a site', () => {
  it('have one that watches boxes where the policy has purposes beside cookies, and there alone', async () => {
    const boxesIn = ({ files }: { files: Record<string, string> }) => Object.entries(files).filter(([name]) => name.startsWith('boxes.'))
    const plain = await compile(aPolicy())
    expect([boxesIn(plain), siteOf(plain.gate).boxes, screenOf(plain, 'mine.sv').said]).toEqual([[], undefined, undefined])
    const policy = aPolicy({ purposes: [{ id: 'newsletter', name: { sv: 'Nyhetsbrevet' } }, { id: 'letters' }] })
    const compiled = await compile(policy)
    const [[name, content] = []] = boxesIn(compiled)
    expect(siteOf(compiled.gate).boxes).toBe(name)
    expect(content).toMatch(/export const purposes=\["newsletter","letters"\]\n$/)
    expect(screenOf(compiled, 'mine.sv')).toMatchObject({
      purposes: { newsletter: 'Nyhetsbrevet', letters: 'letters' },
      said: { site: 'shop', policy: await policyName(policy), language: 'sv', boxes: name },
    })
    expect(screenOf(compiled, 'preferences.sv').screen.mine.always).toBe(true)
  })
  it('are the same for the same policy', async () => {
    expect(await compile(aPolicy())).toEqual(await compile(aPolicy()))
  })
  it('are a note, a banner, preferences, own choices, placeholders and a declaration for each language, and what decides, checks the log, delivers and explains for all', async () => {
    const { files } = await compile(aPolicy())
    expect(Object.keys(files).map((name) => name.replace(/\.[\w-]{8}\.js$/, ''))).toEqual([
      'choose',
      'history',
      'deliver',
      'explain',
      'note.sv',
      'banner.sv',
      'mine.sv',
      'preferences.sv',
      'placeholder.sv',
      'declaration.sv',
      'note.en',
      'banner.en',
      'mine.en',
      'preferences.en',
      'placeholder.en',
      'declaration.en',
    ])
  })
  it('are there for every name in the gate and in what it loads, and no others are', async () => {
    const { gate, files } = await compile(aPolicy())
    const site = siteOf(gate)
    const named = [
      ...[site.choose, site.deliver, site.explain],
      ...Object.values(site.languages).flatMap(({ note, banner, preferences, placeholder, declaration }) => [
        ...[note, banner, preferences, placeholder, declaration],
      ]),
    ]
    const loadedLater = named
      .flatMap((name) => files[name]?.match(/"(?:history|mine\.\w+)\.[\w-]{8}\.js"/g) ?? [])
      .map((name) => JSON.parse(name))
    expect([...named, ...loadedLater].sort()).toEqual(Object.keys(files).sort())
  })
  it('have names that change with what is in them', async () => {
    const namesOf = async (policy: Policy) => Object.keys((await compile(policy)).files)
    const before = await namesOf(aPolicy())
    const after = await namesOf(aPolicy({ texts: { sv: { save: 'Spara' } } }))
    expect(after.filter((name) => !before.includes(name)).map((name) => name.split('.', 2).join('.'))).toEqual(['preferences.sv'])
  })
  it('are scripts that can be run', async () => {
    const { gate, files } = await compile(aPolicy())
    expect(() => new Script(gate)).not.toThrow()
    for (const content of Object.values(files)) {
      // A module is a script but for its exports.
      expect(() => new Script(content.replace(/export\s*\{[^}]*\};?/g, '').replace('export const', 'const'))).not.toThrow()
    }
  })
  it('can be made of every service that the catalogue knows', async () => {
    const services = [...catalogue.keys()].map((use) => (use === 'matomo' ? { use, hosts: ['matomo.example'] } : use))
    const { gate } = await compile(aPolicy({ services }))
    expect(siteOf(gate).rules.services.map(({ id }) => id)).toEqual([...catalogue.keys()])
  })
  it.each(['preact', 'valibot', 'eval(', 'new Function'])('hold no %s that a decided visitor would pay or answer for', async (word) => {
    for (const blocking of ['marked', 'automatic', 'strict']) {
      const { gate } = await compile(aPolicy({ blocking }))
      expect(gate.toLowerCase()).not.toContain(word.toLowerCase())
    }
  })
  it('hold no innerHTML on the way to the banner', async () => {
    const { gate, files } = await compile(aPolicy({ blocking: 'marked' }))
    expect(gate).not.toContain('innerHTML')
    for (const [name, content] of Object.entries(files)) if (!name.startsWith('preferences')) expect(content).not.toContain('innerHTML')
  })
  it('tell those vendors alone that the policy names', async () => {
    const gateOf = async (services: unknown[], more = {}) => (await compile(aPolicy({ services, ...more }))).gate
    expect(await gateOf(['shop-cart'])).not.toMatch(/kakburk(Google|Meta)/)
    expect(await gateOf(['google-analytics'])).toMatch(/\[\[kakburkGoogle\.create,\{"ad_storage"/)
    expect(await gateOf(['google-analytics'], { consentMode: 'off' })).not.toContain('kakburkGoogle')
    expect(await gateOf(['shop-cart', 'facebook-pixel'])).toContain(',[[kakburkMeta.create,["facebook-pixel"]]])')
  })
})

describe('what a gate is told', () => {
  it('is the name of the policy and of the question in every language', async () => {
    const policy = aPolicy({ languages: [...languages] })
    const { rules } = siteOf((await compile(policy)).gate)
    expect(rules.policy).toBe(await policyName(policy))
    for (const language of languages) {
      expect(rules.questions[language]).toBe((await questionName(policy, language)).slice('sha256-'.length, 'sha256-'.length + 22))
    }
  })
  it('has the languages in the order of the policy, the first being the fallback', async () => {
    expect(Object.keys(siteOf((await compile(aPolicy({ languages: ['en', 'sv'] }))).gate).languages)).toEqual(['en', 'sv'])
  })
  it('changes with the look, and the questions do not', async () => {
    const plain = await compile(aPolicy())
    const round = await compile(aPolicy({ look: { radius: 24, button: '#0b5394' } }))
    expect(round.gate).not.toBe(plain.gate)
    expect(siteOf(round.gate).rules.questions).toEqual(siteOf(plain.gate).rules.questions)
    expect(siteOf(round.gate).css).toContain('--radius:24px')
    // What stands in the place of a frame wears the shop's look itself.
    const files = (site: { files: object }) => Object.keys(site.files).filter((name) => !name.startsWith('placeholder'))
    expect(files(round)).toEqual(files(plain))
  })
  it('asks anew in a language whose words change, and in no other', async () => {
    const before = siteOf((await compile(aPolicy())).gate).rules.questions
    const after = siteOf((await compile(aPolicy({ texts: { sv: { body: '{controller} frågar.' } } }))).gate).rules.questions
    expect(after.sv).not.toBe(before.sv)
    expect(after.en).toBe(before.en)
  })
})

describe("an owner's words", () => {
  const hostile = `</script><script>alert(1)</script><!--\u2028\u2029"'\\`
  const policy = aPolicy({
    texts: { sv: { open: hostile, withdrawAsk: hostile, title: hostile, save: hostile } },
    controller: { name: hostile, contact: hostile, privacyPage: 'https://www.shop.example/?</script>' },
    services: [aService('own', 'analytics', { name: hostile, purpose: { sv: hostile }, controller: hostile })],
  })

  it('cannot end a script or start a comment, wherever a file is put', async () => {
    const { gate, files } = await compile(policy)
    const data = [
      gate.slice(gate.lastIndexOf('kakburkGate.start(')),
      ...Object.values(files).map((file) => file.split('export const screen=')[1] ?? ''),
    ]
    expect(data.join('')).toContain('alert(1)')
    for (const text of data) expect(text).not.toMatch(/[<\u2028\u2029]/)
    for (const text of [gate, ...Object.values(files)]) expect(text).not.toContain('</script')
  })
  it('reach the screen as they are', async () => {
    const compiled = await compile(policy)
    expect(siteOf(compiled.gate).languages.sv).toMatchObject({ open: hostile, withdraw: hostile })
    expect(screenOf(compiled, 'preferences.sv').screen.texts.save).toBe(hostile)
    expect(textOf(screenOf(compiled, 'banner.sv').tree)).toContain(hostile)
  })
  it('are data, which run nothing', async () => {
    const { files } = await compile(policy)
    const [, content = ''] = Object.entries(files).find(([name]) => name.startsWith('banner.sv')) ?? []
    const said: unknown[] = []
    runInNewContext(`const screen=${content.split('export const screen=')[1]}`, { alert: (text: unknown) => said.push(text) })
    expect(said).toEqual([])
  })
})

describe('the first layer', () => {
  it.each(languages)('has nothing left to fill in, in %s', async (language) => {
    const { files } = await compile(aPolicy({ languages: [language] }))
    const [, content = ''] = Object.entries(files).find(([name]) => name.startsWith(`banner.${language}`)) ?? []
    const words = textOf(screenOf({ files: { 'banner.x': content } }, 'banner').tree)
    expect(words).not.toMatch(/[{}]/)
    expect(words).toContain('Fönsterbutiken AB')
  })
  it('names who asks, how many others, and for what', async () => {
    expect(await askedBy({})).toContain(
      'Fönsterbutiken AB och 3 andra företag vill spara och läsa kakor och liknande för bekvämlighet, statistik och marknadsföring.',
    )
    expect(await askedBy({}, 'en')).toContain(
      'Fönsterbutiken AB and 3 other companies would like to store and read cookies and similar data for preferences, analytics and marketing.',
    )
  })
  it('counts a company once, however many services it has', async () => {
    const services = ['one', 'two'].map((id) => aService(id, 'marketing', { controller: 'Adverts Ltd' }))
    expect(await askedBy({ services })).toContain('Fönsterbutiken AB och ett annat företag vill')
    expect(await askedBy({ services }, 'en')).toContain('Fönsterbutiken AB and one other company would')
  })
  it('counts no company whose services are all necessary', async () => {
    const services = [aService('own', 'analytics'), aService('checkout', 'necessary', { controller: 'Pay AB' })]
    expect(await askedBy({ services })).toContain('Fönsterbutiken AB vill spara och läsa kakor och liknande för statistik.')
  })
  it('names only the purposes that are asked for', async () => {
    const asked = await askedBy({ services: [aService('own', 'marketing')] })
    expect(asked).toContain('för marknadsföring.')
    expect(asked).not.toContain('statistik')
  })
})
