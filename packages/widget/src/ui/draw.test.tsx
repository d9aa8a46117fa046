import { languages } from '@kakburk/shared'
import { render } from 'preact'
import { describe, expect, it } from 'vitest'
import type { SiteLanguage } from '../site.ts'
import { texts } from '../text/index.ts'
import { Banner } from './Banner.tsx'
import { drawControl } from './control.ts'
import { draw } from './draw.ts'
import { createHost } from './host.ts'
import { prerender } from './prerender.ts'

const byPreact = (node: preact.VNode): HTMLElement => {
  const place = document.createElement('div')
  render(node, place)
  // Preact leaves texts that stand side by side as they are; a prerendered tree has joined them.
  place.normalize()
  return place
}

const byUs = (node: preact.VNode): HTMLElement => {
  const place = document.createElement('div')
  place.append(...prerender(node).map(draw))
  return place
}

/** What stands in an element, with attributes in one order, as they are written in no particular one. */
const contentOf = (element: Element): unknown[] =>
  [...element.childNodes].map((node) =>
    node instanceof Element
      ? [node.localName, Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value])), contentOf(node)]
      : node.nodeValue,
  )

describe.each(languages)('the prerendered banner in %s', (language) => {
  const banner = <Banner texts={texts[language]} privacyPage="https://www.shop.example/integritet?a=1&b=2" />

  it('is what Preact draws of the same component', () => {
    expect(contentOf(byUs(banner))).toEqual(contentOf(byPreact(banner)))
  })
  it('is not empty', () => {
    expect(byUs(banner).textContent).toContain(texts[language].body)
  })
})

describe('what is drawn', () => {
  it('is what Preact draws of every kind of attribute and child', () => {
    const all = (
      <div class="a" id="b" data-on={true} data-off={false} aria-hidden={true} title={undefined} lang="sv">
        <input type="checkbox" disabled={true} required={false} maxLength={3} />
        one {2} {null}
        {['three', <b key="four">four</b>]}
      </div>
    )
    expect(contentOf(byUs(all))).toEqual(contentOf(byPreact(all)))
  })
  it('can never become markup', () => {
    const drawn = draw(['p', { title: '"><img src=x onerror=alert(1)>' }, '<img src=x onerror=alert(1)>']) as HTMLElement
    expect(drawn.childNodes).toHaveLength(1)
    expect(drawn.firstChild?.nodeType).toBe(Node.TEXT_NODE)
    expect(drawn.title).toBe('"><img src=x onerror=alert(1)>')
  })
})

describe('the control', () => {
  it('is one button, however often it is drawn, that says what it opens, with its hook', () => {
    const host = createHost('', { sv: {} as SiteLanguage }, 'sv')
    drawControl(host, 'Kakor')
    drawControl(host, 'Kakor')
    const drawn = [...host.root.querySelectorAll<HTMLElement>('*')]
    expect(drawn.map(({ tagName, textContent, dataset }) => [tagName, textContent, dataset.kakburk])).toEqual([['BUTTON', 'Kakor', 'open']])
  })
})
