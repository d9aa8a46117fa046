import { createElement as h, StrictMode, useEffect, useState } from 'react'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { createApp, defineComponent, ref, h as v } from 'vue'

const errors: string[] = []
const onRecoverableError = (error: unknown) => void errors.push(String(error))

/** A page of an app that has the whole document, as the big frameworks of React render it. */
const Whole = () => {
  const [count, setCount] = useState(1)
  useEffect(() => {
    document.title = `Route ${count}`
  }, [count])
  return h(
    'html',
    { lang: 'sv', suppressHydrationWarning: true },
    h('head', null, h('meta', { charSet: 'utf-8' }), h('title', null, 'Shop')),
    h('body', null, h('h1', null, 'Shop'), h('button', { type: 'button', id: 'on', onClick: () => setCount(count + 1) }, `Route ${count}`)),
  )
}

const Body = defineComponent(() => {
  const count = ref(1)
  return () => v('button', { id: 'on', onClick: () => count.value++ }, `Route ${count.value}`)
})

const strict = () => h(StrictMode, null, h(Whole))

/** Apps that take the whole page, as `window.whole`. */
const whole = {
  errors,
  /** React takes over what a server has rendered; where that differs, it draws the whole document anew. */
  hydrate: () => void hydrateRoot(document, strict(), { onRecoverableError }),
  /** React draws the whole document anew. */
  render: () => createRoot(document, { onRecoverableError }).render(strict()),
  /** Vue draws into the body itself. */
  vue: () => void createApp(Body).mount(document.body),
}

export type Whole = typeof whole

Object.assign(window, { whole })
