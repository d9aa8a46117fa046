import type { SiteLanguage } from '../site.ts'

/** Our one place on the page: an element of our own with an open shadow root, in which no style of the page's applies. */
export type Host<Language extends string = string> = {
  root: ShadowRoot
  /** The language of what it shows, and the words of the site in it. */
  language: Language
  words: SiteLanguage
  /** Adds a style sheet to the shadow root; a constructed one, which every Content-Security-Policy allows. */
  style(css: string): void
  /** Goes on in another language of the site. */
  speak(language: Language): void
  /** Puts it onto the page if it is not there. Says whether it has. */
  stay(): boolean
}

export const createHost = <Language extends string>(
  css: string,
  languages: Readonly<Partial<Record<Language, SiteLanguage>>>,
  language: Language,
): Host<Language> => {
  const element = document.createElement('div')
  element.id = 'kakburk'
  const root = element.attachShadow({ mode: 'open' })
  // Who takes it away each time it comes, as a filter list does, shall win before the page stands still.
  let left = 99
  const host: Host<Language> = {
    root,
    language,
    words: languages[language] as SiteLanguage,
    style(text) {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(text)
      root.adoptedStyleSheets.push(sheet)
    },
    speak(next) {
      host.language = element.lang = next
      host.words = languages[next] as SiteLanguage
      element.dir = host.words.direction ?? 'ltr'
    },
    stay() {
      const { documentElement } = document
      if (element.isConnected || !documentElement || left-- < 1) return false
      // Beside the body, which pages replace and transform, and which is not there yet when the gate runs.
      documentElement.append(element)
      // What has left the page has left the top layer.
      root.querySelector<HTMLElement>('[popover]')?.showPopover?.()
      return true
    },
  }
  host.style(css)
  host.speak(language)
  return host
}
