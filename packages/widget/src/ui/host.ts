/** Our one place on the page: an element of our own with an open shadow root, in which no style of the page's applies. */
export type Host = {
  root: ShadowRoot
  /** Adds a style sheet to the shadow root; a constructed one, which every Content-Security-Policy allows. */
  style(css: string): void
}

export const createHost = (css: string, language: string, direction = 'ltr'): Host => {
  const element = document.createElement('div')
  element.id = 'kakburk'
  element.lang = language
  element.dir = direction
  const root = element.attachShadow({ mode: 'open' })
  const style = (text: string) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    root.adoptedStyleSheets.push(sheet)
  }
  style(css)
  // Beside the body, which pages replace and transform, and which is not there yet when the gate runs.
  document.documentElement.append(element)
  return { root, style }
}
