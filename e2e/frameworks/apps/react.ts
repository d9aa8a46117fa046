import { Component, createElement as h, lazy, type ReactNode, Suspense } from 'react'
import { flushSync, preload } from 'react-dom'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { Shop } from './shop.ts'

/** Everything that the tests ask of React on a page, as `window.app`. */
const app = {
  /** Renders the shop anew into `place`, or takes over what a server has rendered there. */
  start(place: Element, tracker: string, portal: Element) {
    const lines: string[] = []
    const errors: string[] = []
    const report = (line: string) => void lines.push(line)
    const told = (error: unknown) => void errors.push(String(error))
    const tree = h(Shop, { tracker, report, portal })
    const root = place.firstElementChild
      ? hydrateRoot(place, h(Shop, { tracker, report }), { onRecoverableError: told, onUncaughtError: told })
      : createRoot(place, { onRecoverableError: told, onUncaughtError: told })
    if ('render' in root && !place.firstElementChild) flushSync(() => root.render(tree))
    return { lines, errors, end: () => flushSync(() => root.unmount()) }
  },

  /** Renders what React puts into the head by itself, something that comes later, and something that fails. */
  async further(place: Element, tracker: string) {
    class Net extends Component<{ children: ReactNode }> {
      override state = { failed: '' }
      static getDerivedStateFromError = (error: Error) => ({ failed: error.message })
      override render() {
        return this.state.failed ? h('em', null, this.state.failed) : this.props.children
      }
    }
    const Later = lazy(async () => {
      await fetch('/data.json')
      return { default: () => h('i', null, 'later') }
    })
    const Failing = () => {
      throw new Error('of the app')
    }
    preload('/style.css', { as: 'style' })
    const root = createRoot(place, { onCaughtError: () => {} })
    flushSync(() =>
      root.render(
        h(
          'div',
          null,
          h('title', null, 'By React'),
          h('meta', { name: 'by', content: 'react' }),
          h('link', { rel: 'stylesheet', href: '/style.css', precedence: 'default' }),
          h('script', { async: true, src: '/one.js' }),
          h('script', { async: true, src: `${tracker}/a.js` }),
          h(Suspense, { fallback: 'waits' }, h(Later)),
          h(Net, null, h(Failing)),
        ),
      ),
    )
    const first = place.textContent
    for (let turn = 0; turn < 100 && !(place.textContent?.includes('later') && window.order); turn++)
      await new Promise((done) => setTimeout(done, 20))
    const told = [
      first,
      place.textContent,
      document.title,
      document.querySelector<HTMLMetaElement>('meta[name=by]')?.content,
      window.order?.[0],
    ]
    flushSync(() => root.unmount())
    return [...told, place.innerHTML]
  },
}

export type ReactApp = typeof app

Object.assign(window, { app })
