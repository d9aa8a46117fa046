import { findUnfairLabels, languages, positions, themes } from '@kakburk/shared'
import { render } from 'preact'
import { describe, expect, it } from 'vitest'
import { texts } from '../text/index.ts'
import { Banner } from './Banner.tsx'
import { bannerCss } from './banner.css.ts'
import { choiceCss } from './Choice.tsx'
import { controlCss } from './control.css.ts'
import { preferencesCss } from './preferences.css.ts'

const privacyPage = 'https://www.shop.example/integritet'

const drawBanner = (language: (typeof languages)[number] = 'sv') => {
  const place = document.createElement('div')
  render(<Banner texts={texts[language]} privacyPage={privacyPage} />, place)
  const find = (selector: string) => {
    const found = place.querySelectorAll(selector)
    if (found.length !== 1) throw new Error(`${found.length} elements are ${selector}`)
    return found[0] as HTMLElement
  }
  return { place, find }
}

/** An element with all its attributes but the hook. */
const looksOf = (element: Element) => [
  element.tagName,
  ...[...element.attributes].filter(({ name }) => name !== 'data-kakburk').map(({ name, value }) => `${name}=${value}`),
]

describe.each(languages)('the banner in %s', (language) => {
  it('draws no as it draws yes, but for the hook and the word', () => {
    const { find } = drawBanner(language)
    expect(looksOf(find('[data-kakburk=reject]'))).toEqual(looksOf(find('[data-kakburk=accept]')))
  })
  it('has words on its answers that weigh the same', () => {
    expect(findUnfairLabels(texts[language], language)).toEqual([])
  })
  it('has yes and no side by side on the first layer, one click each', () => {
    const { find } = drawBanner(language)
    expect([...find('.choices').children].map((choice) => choice.textContent)).toEqual([texts[language].reject, texts[language].accept])
  })
  it('is a region named by its heading', () => {
    const { find } = drawBanner(language)
    const region = find('section')
    expect(find(`#${region.getAttribute('aria-labelledby')}`).textContent).toBe(texts[language].title)
    expect(find('h2').textContent).toBe(texts[language].title)
    expect(region.hasAttribute('role')).toBe(false)
  })
  it('says who asks and for what, and leads to the privacy page', () => {
    const { find } = drawBanner(language)
    expect(find('p:has(a)').textContent).toBe(`${texts[language].body} ${texts[language].privacyPage}`)
    expect(find('a').getAttribute('href')).toBe(privacyPage)
  })
})

describe('the banner', () => {
  it('has the hooks that we promise, and no others', () => {
    const { place } = drawBanner()
    const hooks = [...place.querySelectorAll<HTMLElement>('[data-kakburk]')].map(({ dataset }) => dataset.kakburk)
    expect(hooks).toEqual(['reject', 'accept', 'settings'])
  })
  it('has buttons for everything that acts, which never send a form', () => {
    const { place } = drawBanner()
    for (const hook of place.querySelectorAll('[data-kakburk]')) {
      expect(hook.tagName).toBe('BUTTON')
      expect(hook.getAttribute('type')).toBe('button')
      expect(hook.textContent).not.toBe('')
    }
  })
  it('leads to the settings by a button that is not one of the answers', () => {
    const settings = drawBanner().find('[data-kakburk=settings]')
    expect(settings.textContent).toBe(texts.sv.settings)
    expect(settings.closest('.choices')).toBeNull()
  })
  it('asks nothing by a box that could be ticked in advance', () => {
    expect(drawBanner().place.querySelector('input,select,[role=switch],[role=checkbox]')).toBeNull()
  })
  it('says that the question changed in a place of its own, which can be left out', () => {
    expect(drawBanner().find('.changed').textContent).toBe(texts.sv.changed)
  })
  it('keeps an empty place for the news that the settings cannot be shown, so that they are announced', () => {
    const place = drawBanner().find('[role=status]')
    expect(place.textContent).toBe('')
    expect(place.dataset.text).toBe(texts.sv.unavailable)
  })
  it('puts no style on an element, which a strict policy would refuse', () => {
    expect(drawBanner().place.querySelector('[style]')).toBeNull()
  })
})

const look = { background: '#ffffff', text: '#1c1c1c', button: '#1c1c1c', buttonText: '#ffffff', radius: 8 }

describe.each<[string, string]>([
  ['the answers', choiceCss],
  ...positions.map((position) => [`the banner, ${position}`, bannerCss({ ...look, position })] as [string, string]),
  ['the preferences', preferencesCss],
  ['the host', controlCss(look, true)],
])('the styles of %s', (_, css) => {
  const selectors = css.match(/[^{};]+(?=\{)/g) ?? []

  it('cannot tell one answer from another', () => {
    // Hooks and other attributes, places among siblings, ids: whatever could single out one of two buttons of one class.
    const telling = /\[(?!open\]|dir=)|:(first|last|nth|only|has|is|where)|[+~#]/
    expect(selectors.length).toBeGreaterThan(0)
    expect(selectors.filter((selector) => telling.test(selector))).toEqual([])
  })
  it('are the same for both directions of writing, but where a side is meant for both', () => {
    expect(css.match(/[^-](left|right)\b/g)).toBeNull()
  })
  it('move nothing, so that there is nothing to hold still for who wants less motion', () => {
    // The first frame of the one is transparent, for a millisecond; the other takes no pointer at first, which cannot be seen.
    const still = [';animation:1ms first', '@keyframes first{from{opacity:0}}']
    const deaf = [';animation:1ms .5s backwards opened', '@keyframes opened{from{pointer-events:none}}']
    const rest = [...still, ...deaf].reduce((left, part) => left.replace(part, ''), css)
    expect(rest).not.toMatch(/transition|animation|@keyframes|scroll-behavior/)
  })
})

describe('the tokens', () => {
  const css = controlCss({ ...themes.sea.light, dark: themes.sea.dark, radius: 12, font: 'Source Sans 3, sans-serif' })

  it('are important, so that no rule of the page for every element goes before them', () => {
    const tokens = css.match(/--[a-z-]+:[^;}]+/g) ?? []
    expect(tokens).toHaveLength(11)
    expect(tokens.filter((token) => !token.endsWith('!important'))).toEqual([])
  })
  it('have the dark colours for a dark screen alone', () => {
    expect(css).toContain('@media(prefers-color-scheme:dark){:host{--background:#111d2b!important;')
    expect(controlCss(look)).not.toContain('prefers-color-scheme')
  })
  it('have the names of fonts in quotes, and generic ones without', () => {
    expect(css).toContain('font:15px/1.5 "Source Sans 3",sans-serif!important')
    expect(controlCss(look)).toContain('font:15px/1.5 system-ui,sans-serif!important')
  })
})

it('makes all answers equally large, also when they break into rows', () => {
  // In a flexible box, an answer that is alone in the last row would grow to twice the width of the others.
  expect(choiceCss).toContain('.choices{display:grid;grid:auto-flow 1fr/repeat(auto-fit,minmax(128px,1fr));')
  expect(choiceCss).not.toContain('flex')
})
