import { describe, expect, it, vi } from 'vitest'
import { makePlaceholder } from '../compile/placeholder.ts'
import { aPolicy, aService } from '../compile/testing.ts'
import { texts } from '../text/index.ts'
import { showPlaceholder } from './showPlaceholder.ts'

const services = [
  aService('cart', 'necessary'),
  aService('films', 'marketing', { name: 'Filmhuset', hosts: ['films.example', 'maps.example/embed'], controller: 'Filmhuset' }),
  aService('counter', 'analytics', { hosts: ['counter.example'], controller: 'Counting Inc.' }),
]

/** A held frame as it stands in a page, with what is drawn in it. */
const drawIn = (markup: string, name: string) => {
  const place = document.createElement('div')
  place.innerHTML = markup
  const frame = place.firstElementChild as HTMLIFrameElement
  // As browsers do, and happy-dom does not, for a frame without an address.
  const blank = document.implementation.createHTMLDocument('')
  Object.defineProperties(blank, { URL: { value: 'about:blank' }, defaultView: { value: window } })
  Object.defineProperty(frame, 'contentDocument', { value: blank })
  const answers = { once: vi.fn(), always: vi.fn(), settings: vi.fn() }
  const takeAway = showPlaceholder(frame, name, makePlaceholder(aPolicy({ services }), texts.en, 'en'), answers)
  const inner = () => blank.body
  const buttons = () => [...inner().querySelectorAll<HTMLElement>('div div button')]
  const settings = () => inner().querySelector<HTMLElement>('small button')
  return { frame, inner, buttons, settings, answers, takeAway, place }
}

const held = (address: string, more = '') => `<iframe data-kakburk-src="${address}" ${more}></iframe>`

describe('what stands in a held frame', () => {
  it('says who it is from and for what, and offers both answers', () => {
    const { inner, buttons } = drawIn(held('https://www.films.example/1'), 'films')
    expect(inner().querySelector('b')?.textContent).toBe('Content from Filmhuset')
    expect(inner().textContent).toContain('Filmhuset can then store and read cookies and similar data for marketing.')
    expect(buttons().map(({ textContent }) => textContent)).toEqual(['Show once', 'Always show content from Filmhuset'])
  })
  it('names the company behind a service that is called otherwise', () => {
    const { inner } = drawIn(held('https://counter.example/1'), 'counter')
    expect(inner().querySelector('b')?.textContent).toBe('Content from counter')
    expect(inner().textContent).toContain('counter (Counting Inc.) can then store and read')
  })
  it('is a region of its name, in its language and direction, with the hooks that we promise', () => {
    const { inner, buttons, frame } = drawIn(held('https://films.example/'), 'films')
    const section = inner().firstElementChild as HTMLElement
    expect(frame.contentDocument?.documentElement.lang).toBe('en')
    expect(section.dir).toBe('auto')
    expect(inner().querySelector(`#${section.getAttribute('aria-labelledby')}`)?.textContent).toBe('Content from Filmhuset')
    expect(buttons().map(({ dataset }) => dataset.kakburk)).toEqual(['once', 'always'])
  })
  it('draws both answers alike', () => {
    const looks = drawIn(held('https://films.example/'), 'films')
      .buttons()
      .map((button) => [...button.attributes].filter(({ name }) => name !== 'data-kakburk').map(({ name, value }) => `${name}=${value}`))
    expect(looks[0]).toEqual(looks[1])
  })
  it('leaves the page and the frame as they are', () => {
    const { place } = drawIn(held('https://films.example/', 'class="film" width="400"'), 'films')
    expect(place.innerHTML).toBe('<iframe data-kakburk-src="https://films.example/" class="film" width="400"></iframe>')
  })
  it('puts no style on an element, which a strict policy would refuse', () => {
    expect(drawIn(held('https://films.example/'), 'films').inner().querySelector('[style],style')).toBeNull()
  })
})

describe('a click', () => {
  it('answers once, with the service, or always', () => {
    const { buttons, answers } = drawIn(held('https://films.example/'), 'films')
    buttons()[0]?.click()
    expect([answers.once.mock.calls, answers.always.mock.calls]).toEqual([[['films']], []])
    buttons()[1]?.click()
    expect([answers.once.mock.calls.length, answers.always.mock.calls.length]).toEqual([1, 1])
  })
  it('on the settings opens them, and answers nothing', () => {
    const { settings, answers } = drawIn(held('https://films.example/'), 'films')
    expect([settings()?.textContent, settings()?.dataset.kakburk]).toEqual(['Settings', 'settings'])
    settings()?.click()
    expect(Object.values(answers).map(({ mock }) => mock.calls.length)).toEqual([0, 0, 1])
  })
  it('beside the buttons answers nothing', () => {
    const { inner, answers } = drawIn(held('https://films.example/'), 'films')
    inner().querySelector('b')?.click()
    expect([answers.once.mock.calls, answers.always.mock.calls]).toEqual([[], []])
  })
})

describe('a frame that waits for more than a service', () => {
  const labels = (markup: string, name: string) => {
    const { buttons, inner } = drawIn(markup, name)
    return [inner().querySelector('b')?.textContent, ...buttons().map(({ textContent }) => textContent)]
  }

  it.each([
    ['a held frame', held('https://www.films.example/1')],
    ['the owner’s mark', '<iframe data-consent="marketing" data-src="//films.example/1"></iframe>'],
    ['a path', held('https://maps.example/embed?q=1')],
  ])('can be shown once when its address is a service’s: by %s', (_, markup) => {
    expect(labels(markup, 'marketing')).toEqual(['Content from Filmhuset', 'Show once', 'Accept all: Marketing'])
    const { buttons, answers } = drawIn(markup, 'marketing')
    buttons()[0]?.click()
    expect(answers.once.mock.calls).toEqual([['films']])
  })
  it.each([['https://unknown.example/films.example/'], ['https://films.example.evil.example/'], ['https://maps.example/']])(
    'is named by its host, and has no answer that a receipt could not name, at %s',
    (address) => {
      expect(labels(held(address), 'marketing')).toEqual([`Content from ${new URL(address).hostname}`, 'Accept all: Marketing'])
    },
  )
  it('says that everything is granted when everything must be', () => {
    expect(labels(held('https://unknown.example/'), '*')).toEqual(['Content from unknown.example', 'Accept all'])
    expect(drawIn(held('https://unknown.example/'), '*').inner().textContent).toContain('for analytics and marketing.')
  })
  it('shows nothing when it waits for a name that nobody knows, since no answer could let it go', () => {
    const { inner, takeAway } = drawIn(held('https://films.example/'), 'marketting')
    expect(inner().childNodes).toHaveLength(0)
    takeAway()
  })
  it.each([['http://'], ['']])('is drawn when its address is %j', (address) => {
    expect(drawIn(held(address), 'films').inner().querySelector('b')?.textContent).toBe('Content from Filmhuset')
  })
})

describe('the owner’s poster', () => {
  const pictures = (poster: string) =>
    [
      ...drawIn(held('https://films.example/', `data-poster="${poster}"`), 'films')
        .inner()
        .querySelectorAll('img'),
    ].map(({ src, alt }) => [src, alt])

  it('is shown when the shop serves it', () => {
    expect(pictures('/film.jpg')).toEqual([[`${location.origin}/film.jpg`, '']])
  })
  it.each([['https://films.example/film.jpg'], ['//films.example/film.jpg'], ['http://'], ['data:image/png,1']])(
    'is not at %s',
    (poster) => {
      expect(pictures(poster)).toEqual([])
    },
  )
})

describe('what is taken away', () => {
  it('is gone, and does not come back when the frame loads', () => {
    const { frame, inner, takeAway } = drawIn(held('https://films.example/'), 'films')
    takeAway()
    frame.dispatchEvent(new Event('load'))
    expect(inner().childNodes).toHaveLength(0)
  })
  it('comes back by itself when the page moves the frame, which makes its document anew', () => {
    const { frame, inner } = drawIn(held('https://films.example/'), 'films')
    inner().replaceChildren()
    frame.dispatchEvent(new Event('load'))
    expect(inner().querySelectorAll('section')).toHaveLength(1)
  })
})
