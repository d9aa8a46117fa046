import type { Language } from '@kakburk/shared'
import { html } from 'hono/html'
import { type Html, makePage } from './layout.ts'
import { pageTexts } from './text/index.ts'

/** Says that there is nothing to see: always the same, whatever was asked for. */
export const makeRefusalPage = (why: 'notFound' | 'tooMany' | 'failed', language: Language): Html => {
  const words = pageTexts[language]
  return makePage({ language, title: words[`${why}Title`], body: html`<p>${words[`${why}About`]}</p>` })
}
