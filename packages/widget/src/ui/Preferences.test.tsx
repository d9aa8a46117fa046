import type { Grants, Language } from '@kakburk/shared'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { describe, expect, it } from 'vitest'
import { makeScreen } from '../compile/screen.ts'
import { aPolicy, aService } from '../compile/testing.ts'
import { createChoice } from '../consent/choice.ts'
import { texts } from '../text/index.ts'
import { Preferences } from './Preferences.tsx'

type Differing = {
  policy?: Record<string, unknown>
  language?: Language
  grants?: Grants
  granted?: boolean
  decidedAt?: string
}

const drawPreferences = ({ policy, language = 'sv', grants = {}, granted = false, decidedAt }: Differing = {}) => {
  const screen = makeScreen(aPolicy(policy), texts[language], language, 'mine.js')
  const place = document.createElement('div')
  document.body.replaceChildren(place)
  const said: unknown[] = []
  act(() =>
    render(
      <Preferences
        screen={screen}
        choice={createChoice(screen.categories, grants)}
        granted={granted}
        {...(decidedAt !== undefined && { decidedAt })}
        onMine={(place) => said.push(place)}
        onSave={(wish) => said.push(wish)}
        onAll={() => said.push('all')}
        onNone={() => said.push('none')}
        onClose={() => said.push('closed')}
      />,
      place,
    ),
  )
  const all = <E extends Element = HTMLElement>(selector: string) => [...place.querySelectorAll<E>(selector)]
  const find = <E extends Element = HTMLElement>(selector: string) => {
    const [found, ...others] = all<E>(selector)
    if (!found || others.length) throw new Error(`${all(selector).length} elements are ${selector}`)
    return found
  }
  const category = (id: string) => find<HTMLInputElement>(`[data-category=${id}]`)
  const service = (id: string) => find<HTMLInputElement>(`[data-service=${id}]`)
  const about = (id: string) => all('.service').find((part) => part.querySelector(`[id$=-${id}]`)) as HTMLElement
  const click = (element: HTMLElement) => act(() => element.click())
  return { place, said, all, find, category, service, about, click }
}

const stateOf = ({ checked, indeterminate }: HTMLInputElement) => (indeterminate ? 'mixed' : checked)

describe('the switches', () => {
  it('are all off before a decision', () => {
    const { all } = drawPreferences()
    expect(all<HTMLInputElement>('input').map(stateOf)).toEqual(new Array(7).fill(false))
    expect(all('[checked]')).toEqual([])
  })
  it('show what is granted', () => {
    const { category, service } = drawPreferences({ grants: { preferences: false, analytics: true, marketing: false, adverts: true } })
    expect([category('preferences'), category('analytics'), category('marketing')].map(stateOf)).toEqual([false, true, 'mixed'])
    expect([service('statistics'), service('adverts'), service('pixel')].map(stateOf)).toEqual([true, true, false])
  })
  it('are there for every category and service that is asked about, and for nothing that is necessary', () => {
    const { all } = drawPreferences()
    const named = all('input').map(({ dataset }) => dataset.category ?? dataset.service)
    expect(named).toEqual(['preferences', 'remember', 'analytics', 'statistics', 'marketing', 'adverts', 'pixel'])
  })
  it('are not there for what is necessary, which says that it is always on', () => {
    const necessary = drawPreferences().all('.category')[0]
    expect(necessary?.querySelector('h3')?.textContent).toBe('Nödvändiga')
    expect(necessary?.querySelector('.line')?.textContent).toContain('Alltid på')
    expect(necessary?.querySelector('input')).toBeNull()
  })
  it('are announced as switches for services alone, since a switch cannot be announced as partly on', () => {
    const { all } = drawPreferences()
    expect(all('input').every((input) => input.getAttribute('type') === 'checkbox')).toBe(true)
    expect(all('[data-service]').map((input) => input.getAttribute('role'))).toEqual(new Array(4).fill('switch'))
    expect(all('[data-category]').map((input) => input.getAttribute('role'))).toEqual(new Array(3).fill(null))
  })
  it('turn a whole category on and off', () => {
    const { category, service, click } = drawPreferences()
    const states = () => [category('marketing'), service('adverts'), service('pixel'), category('analytics')].map(stateOf)
    click(category('marketing'))
    expect(states()).toEqual([true, true, true, false])
    click(category('marketing'))
    expect(states()).toEqual([false, false, false, false])
  })
  it('leave a category neither on nor off when a part of it is on', () => {
    const { category, service, click } = drawPreferences()
    click(service('adverts'))
    expect([category('marketing'), service('adverts'), service('pixel')].map(stateOf)).toEqual(['mixed', true, false])
    click(service('pixel'))
    expect(stateOf(category('marketing'))).toBe(true)
  })
  it('turn all of a category on when a part of it was', () => {
    const { category, service, click } = drawPreferences({ grants: { marketing: false, adverts: true } })
    click(category('marketing'))
    expect([category('marketing'), service('adverts'), service('pixel')].map(stateOf)).toEqual([true, true, true])
  })
  it('decide nothing before the choice is saved', () => {
    const { said, all, click } = drawPreferences()
    for (const input of all('input')) click(input)
    expect(said).toEqual([])
  })
})

describe('the answers', () => {
  it('save what is switched on, service by service', () => {
    const { said, find, category, service, click } = drawPreferences()
    click(category('analytics'))
    click(service('pixel'))
    click(find('[data-kakburk=save]'))
    expect(said).toEqual([{ remember: false, statistics: true, adverts: false, pixel: true }])
  })
  it('save a no to everything when nothing was switched on', () => {
    const { said, find, click } = drawPreferences()
    click(find('[data-kakburk=save]'))
    expect(said).toEqual([{ remember: false, statistics: false, adverts: false, pixel: false }])
  })
  it.each([
    ['accept', 'all'],
    ['reject', 'none'],
  ])('take one click to %s', (hook, answer) => {
    const { said, find, click } = drawPreferences()
    click(find(`[data-kakburk=${hook}]`))
    expect(said).toEqual([answer])
  })
  it.each([false, true])('are drawn alike, but for the hook and the word, when a yes stands: %s', (granted) => {
    const { all } = drawPreferences({ granted })
    const looks = all('.choices > *').map((choice) => {
      const copy = choice.cloneNode() as HTMLElement
      delete copy.dataset.kakburk
      return copy.outerHTML
    })
    expect(looks).toHaveLength(3)
    expect(new Set(looks).size).toBe(1)
  })
  it('have the hooks that we promise, and no others', () => {
    const hooksOf = (differing: Differing) =>
      drawPreferences(differing)
        .all('[data-kakburk]')
        .map(({ dataset }) => dataset.kakburk)
    expect(hooksOf({})).toEqual(['reject', 'accept', 'save'])
    expect(hooksOf({ granted: true })).toEqual(['withdraw', 'accept', 'save'])
  })
  it('offer to withdraw in one click, and only when there is a yes to take back', () => {
    expect(drawPreferences().all('[data-kakburk=withdraw]')).toEqual([])
    const { said, find, click } = drawPreferences({ granted: true })
    expect(find('[data-kakburk=withdraw]').textContent).toBe('Ta tillbaka mitt samtycke')
    click(find('[data-kakburk=withdraw]'))
    expect(said).toEqual(['none'])
  })
})

describe('what each service does', () => {
  const paragraphsAbout = (id: string) => [...drawPreferences().about(id).querySelectorAll('p')].map(({ textContent }) => textContent)

  it('is told with purpose, provider and country', () => {
    expect(paragraphsAbout('statistics')).toEqual([
      'Varför statistics',
      'Leverantör: Counting Inc.',
      'Uppgifterna kan nås från länder utanför EES: USA',
    ])
  })
  it('names the shop, and no country, where the shop itself is in charge', () => {
    expect(paragraphsAbout('cart')).toEqual(['Varför cart', 'Leverantör: Fönsterbutiken AB'])
  })
  it('lists each cookie with who sets it and its lifetime, and storage and requests too', () => {
    const kept = (language: Language) =>
      [...drawPreferences({ language }).about('adverts').querySelectorAll('dl > div')].map((item) =>
        [...item.children].map(({ localName, textContent }) => `${localName} ${textContent}`).join(', '),
      )
    expect(kept('sv')).toEqual([
      'dt _ad_*, dd Kaka, dd Leverantör: Adverts Ltd, dd sparas 90 dygn',
      'dt AD, dd Kaka, dd Leverantör: Adverts Ltd (adverts.example), dd sparas 13 månader',
      'dt try, dd Kaka, dd Leverantör: Adverts Ltd, dd sparas 15 minuter',
      'dt _ad_ls, dd Lokal lagring, dd Leverantör: Adverts Ltd, dd sparas tills den tas bort',
      'dt _ad_ss, dd Sessionslagring, dd Leverantör: Adverts Ltd, dd sparas tills fliken stängs',
      'dt adverts.example/tag?id=A-, dd Anrop, dd Leverantör: Adverts Ltd',
    ])
    expect(kept('en').slice(0, 2)).toEqual([
      'dt _ad_*, dd Cookie, dd Provider: Adverts Ltd, dd kept 90 days',
      'dt AD, dd Cookie, dd Provider: Adverts Ltd (adverts.example), dd kept 13 months',
    ])
  })
  it('has a place for a line to break between the words of a name', () => {
    const code = drawPreferences().about('adverts').querySelector('code')
    expect(code?.innerHTML).toBe('_ad_<wbr aria-hidden="true">*')
  })
  it('has no empty list where nothing is kept or asked for', () => {
    expect(drawPreferences().about('remember').querySelector('dl')).toBeNull()
  })
  it('still lists everything after a click, also when a cookie and a storage key share a name', () => {
    const chat = aService('chat', 'preferences', {
      cookies: [{ name: 'chat', lifetime: 'session' }],
      storage: [
        { key: 'chat', area: 'local' },
        { key: 'chat', area: 'session' },
      ],
    })
    const { about, service, click } = drawPreferences({ policy: { services: [chat] } })
    const list = () => [...about('chat').querySelectorAll('dl > div')].map((item) => item.textContent)
    const before = list()
    expect(before).toHaveLength(3)
    click(service('chat'))
    expect(list()).toEqual(before)
  })
  it('is counted for each category, necessary ones included', () => {
    expect(
      drawPreferences()
        .all('summary')
        .map((summary) => summary.textContent),
    ).toEqual([3, 1, 1, 2].map((count) => `Tjänster (${count})`))
  })
})

describe('who cannot see the screen', () => {
  it('hears the name of the category or service at every switch', () => {
    const { all, find } = drawPreferences()
    const names = all('input').map((input) => find(`[id="${input.getAttribute('aria-labelledby')}"]`).textContent)
    expect(names).toEqual(['Bekvämlighet', 'Förbli inloggad', 'Statistik', 'statistics', 'Marknadsföring', 'adverts', 'pixel'])
  })
  it('hears the name of the dialog and of the button that closes it', () => {
    const { find } = drawPreferences({ language: 'en' })
    expect(find(`[id="${find('dialog').getAttribute('aria-labelledby')}"]`).textContent).toBe('Cookies on this site')
    expect(find('.close').getAttribute('aria-label')).toBe('Close')
  })
  it('is not misled by a service whose id is a name of ours', () => {
    const { all, service } = drawPreferences({ policy: { services: ['settings', 'title'].map((id) => aService(id, 'analytics')) } })
    const ids = all('[id]').map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    // The banner may be on screen at the same time, in the same shadow root.
    expect(ids).not.toContain('kakburk-title')
    expect(document.getElementById(service('settings').getAttribute('aria-labelledby') ?? '')?.tagName).toBe('H4')
  })
  it('finds the headings in order, without a gap', () => {
    const levels = drawPreferences()
      .all('h1,h2,h3,h4,h5,h6')
      .map(({ tagName }) => Number(tagName[1]))
    expect(levels[0]).toBe(2)
    expect(levels.filter((level) => level === 2)).toHaveLength(1)
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 1)).toBeLessThanOrEqual(1)
    expect(levels.join('')).toBe('234443434344')
  })
})

describe('the dialog', () => {
  it('says when the visitor answered, or that nobody has', () => {
    const paragraphs = (differing: Differing) =>
      drawPreferences(differing)
        .all('.body > p')
        .map((p) => p.textContent)
    expect(paragraphs({})).toContain('Du har inte svarat än.')
    expect(paragraphs({ decidedAt: '20 november 2026 kl. 13:00' })).toContain('Du svarade den 20 november 2026 kl. 13:00.')
    expect(paragraphs({ decidedAt: '20 November 2026 at 13:00', language: 'en' })).toContain('You answered on 20 November 2026 at 13:00.')
  })
  it('leads to the privacy page', () => {
    expect(drawPreferences().find('a').getAttribute('href')).toBe('https://www.shop.example/integritet')
  })
  it('closes without a decision', () => {
    const { said, find } = drawPreferences({ granted: true })
    act(() => void find('dialog').dispatchEvent(new Event('close')))
    expect(said).toEqual(['closed'])
  })
  it('leaves out a category that no service belongs to', () => {
    const { all } = drawPreferences({ policy: { services: [aService('cart', 'necessary'), aService('statistics', 'analytics')] } })
    expect(all('h3').map(({ textContent }) => textContent)).toEqual(['Nödvändiga', 'Statistik'])
  })
  it('puts no style on an element, which a strict policy would refuse', () => {
    expect(drawPreferences().all('[style]')).toEqual([])
  })
})

describe('my choices', () => {
  it('are not there before a decision', () => {
    expect(drawPreferences().all('.mine')).toEqual([])
  })
  it('are asked for when they are opened, and not when they are closed', () => {
    const { find, said } = drawPreferences({ decidedAt: 'nu' })
    const mine = find<HTMLDetailsElement>('.mine')
    // Opening and closing are told by the element itself.
    for (const open of [true, false]) act(() => void Object.assign(mine, { open }))
    expect(said).toEqual([find('.mine div')])
  })
})
