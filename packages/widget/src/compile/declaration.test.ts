import { catalogue, direction, languages } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import { texts } from '../text/index.ts'
import type { Tree } from '../ui/tree.ts'
import { makeDeclaration } from './declaration.ts'
import { declarationTree } from './declarationTree.ts'
import { aPolicy, aService } from './testing.ts'

const policy = aPolicy({
  services: [
    aService('pixel', 'marketing', {
      controller: 'Pixel Ltd',
      country: 'US',
      readBy: ['Pixel Inc.'],
      hosts: ['pixel.example/tr'],
      cookies: [
        { name: '_pix', lifetime: 'P90D' },
        { name: 'pid', lifetime: 'session', domain: 'pixel.example' },
      ],
      storage: [{ key: 'pix-*', area: 'session' }],
    }),
    aService('plain', 'analytics'),
  ],
})

/** The elements of a tree that have a class or a name, as their texts. */
const find = (tree: Tree, wanted: string): string[] => {
  if (typeof tree === 'string') return []
  const [tag, attributes, ...children] = tree
  const is = tag === wanted || attributes.class === wanted
  return is ? [textOf(tree)] : children.flatMap((child) => find(child, wanted))
}
const textOf = (tree: Tree): string =>
  typeof tree === 'string'
    ? tree
    : tree
        .slice(2)
        .map((child) => textOf(child as Tree))
        .join(tree[0] === 'code' ? '' : '|')

describe('a declaration', () => {
  it('tells of each thing its kind, who sets it and how long it is kept', () => {
    const [, , { services: [pixel] = [] } = {}] = makeDeclaration(policy, 'sha256-x', 'en').categories
    expect(pixel).toEqual({
      id: 'pixel',
      name: 'pixel',
      purpose: 'Why pixel',
      controller: 'Pixel Ltd',
      readBy: ['Pixel Inc.'],
      country: { code: 'US', name: 'United States', inEea: false },
      items: [
        { kind: 'cookie', name: '_pix', setBy: 'Pixel Ltd', lifetime: 'P90D', kept: '90 days' },
        { kind: 'cookie', name: 'pid', setBy: 'Pixel Ltd (pixel.example)', lifetime: 'session', kept: 'until the browser closes' },
        { kind: 'tabStorage', name: 'pix-*', setBy: 'Pixel Ltd', lifetime: 'tab', kept: 'until the tab closes' },
        { kind: 'request', name: 'pixel.example/tr', setBy: 'Pixel Ltd' },
      ],
    })
  })

  it('begins with what we keep ourselves, for as long as an answer holds', () => {
    const [necessary] = makeDeclaration(aPolicy({ lifetimeDays: 30 }), 'sha256-x', 'en').categories
    expect(necessary?.services[0]).toMatchObject({ id: 'kakburk', controller: 'Fönsterbutiken AB' })
    expect(necessary?.services[0]?.items[0]).toMatchObject({ name: 'kakburk', kept: '30 days' })
  })

  it('names the authorities of the shop’s country with their addresses', () => {
    const controller = { ...policy.controller, country: 'SE' }
    expect(makeDeclaration({ ...policy, controller }, 'sha256-x', 'sv').authorities).toEqual([
      { name: 'Integritetsskyddsmyndigheten (IMY)', url: 'https://www.imy.se' },
      { name: 'Post-\u2060\u00a0och telestyrelsen (PTS)', url: 'https://pts.se' },
    ])
  })

  it.each(languages)('can be made in %s of every service that the catalogue knows', (language) => {
    const services = [...catalogue.keys()].map((use) => (use === 'matomo' ? { use, hosts: ['matomo.example'] } : use))
    const whole = aPolicy({ languages: [language], services })
    const declaration = makeDeclaration(whole, 'sha256-x', language)
    const shown = declaration.categories.flatMap(({ services }) => services)
    expect(shown.map(({ id }) => id).sort()).toEqual(['kakburk', ...catalogue.keys()].sort())
    const tree = declarationTree(declaration, texts[language])
    expect(tree[1]).toMatchObject({ lang: language, dir: direction(language) })
    expect(textOf(tree)).not.toMatch(/undefined|\{\w+\}/)
  })
})

it('names what is kept of purposes beside cookies where there are any', () => {
  const namesOf = (differing: Record<string, unknown>) =>
    makeDeclaration(aPolicy(differing), 'sha256-x', 'en').categories[0]?.services[0]?.items.map(({ kind, name }) => `${kind} ${name}`)
  expect(namesOf({})).not.toContain('storage kakburkPurposes')
  expect(namesOf({ purposes: [{ id: 'newsletter' }] })).toEqual(expect.arrayContaining(['storage kakburkPurposes', 'database kakburk-*']))
})

describe('the table of a declaration', () => {
  const tree = declarationTree(makeDeclaration(policy, 'sha256-x', 'en'), texts.en)

  it('has a row for each thing, with all of it', () => {
    expect(find(tree, 'tr').filter((row) => row.startsWith('_pix'))).toEqual([
      '_pix|Cookie|Pixel Ltd|Also read by: Pixel Inc.|Data can be accessed from outside the EEA: United States|Why pixel|90 days',
    ])
    expect(find(tree, 'kakburk-name')).toEqual([
      ...['kakburk', 'kakburkReceipts', 'kakburk-*', 'kakburk', 'kakburkForms'],
      '–',
      ...['_pix', 'pid', 'pix-*', 'pixel.example/tr'],
    ])
  })

  it('has a place for a line to break between the words of a name', () => {
    const named = aPolicy({ services: [aService('video', 'marketing', { cookies: [{ name: 'VISITOR_INFO1_LIVE', lifetime: 'P1D' }] })] })
    const tree = JSON.stringify(declarationTree(makeDeclaration(named, 'sha256-x', 'en'), texts.en))
    expect(tree).toContain(
      '["code",{"dir":"ltr"},"VISITOR_",["wbr",{"aria-hidden":"true"}],"INFO1_",["wbr",{"aria-hidden":"true"}],"LIVE"]',
    )
  })
  it('says of each thing that we keep ourselves what that one is for', () => {
    const rows = find(tree, 'tr').filter((row) => row.startsWith('kakburk'))
    expect(rows.map((row) => row.split('|').slice(0, 4).join('|'))).toEqual([
      'kakburk|Cookie|Fönsterbutiken AB|Remembers what you answered, so that you are not asked again.',
      'kakburkReceipts|Local storage|Fönsterbutiken AB|Keeps the receipts of your consent.',
      'kakburk-*|Local storage|Fönsterbutiken AB|Keeps the receipts of your consent.',
      'kakburk|IndexedDB|Fönsterbutiken AB|Keeps the receipts of your consent.',
      'kakburkForms|Session storage|Fönsterbutiken AB|When the page is loaded again, what you had written is put back.',
    ])
  })

  it('has the same columns in every table, and as many cells in every row', () => {
    for (const head of find(tree, 'thead')) expect(head).toBe('Name|Type|Provider|Purpose|Lifetime')
    expect(find(tree, 'thead')).toHaveLength(3)
    const cells = ['kakburk-name', 'kakburk-kind', 'kakburk-setBy', 'kakburk-purpose', 'kakburk-kept']
    expect(cells.map((cell) => find(tree, cell).length)).toEqual([10, 10, 10, 10, 10])
  })

  it('tells the rights, and whom to complain to', () => {
    expect(find(tree, 'kakburk-rights')[0]).toContain(texts.en.anyAuthority)
  })
})
