/** Our one place on the page: an element of our own with an open shadow root, in which no style of the page's applies. */
export type Host = {
  root: ShadowRoot
  /** Adds a style sheet to the shadow root; a constructed one, which every Content-Security-Policy allows. */
  style(css: string): void
}

export const createHost = (): Host => {
  const element = document.createElement('div')
  element.id = 'kakburk'
  const root = element.attachShadow({ mode: 'open' })
  whenBody(() => document.body.append(element))
  return {
    root,
    style(css) {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(css)
      root.adoptedStyleSheets.push(sheet)
    },
  }
}

/** Calls as soon as there is a body: the gate runs in the head, before it. */
const whenBody = (call: () => void): void => {
  if (document.body) {
    call()
    return
  }
  const observer = new MutationObserver(() => {
    if (!document.body) return
    observer.disconnect()
    call()
  })
  observer.observe(document.documentElement, { childList: true })
}
