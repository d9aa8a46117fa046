import { chooseLanguage, type Language } from '@kakburk/shared'
import { html, raw } from 'hono/html'
import type { Screen } from '../sites/screens.ts'
import { type Html, makePage } from './layout.ts'
import { pageTexts } from './text/index.ts'
import { languageInWords, timeInWords } from './words.ts'

type Wish = {
  policy: string
  screen: Screen
  /** All that is kept of the policy, to go to from here. */
  kept: readonly Screen[]
  /** Any language; the page has the one of the policy's that is nearest. */
  language: string
  /** Where a kept file lies. */
  addressOf(file: string): string
  /** Where the page of another language or another number lies. */
  linkTo?(number: number, language: string): string
  /** Said in the page itself, for one that comes without headers. */
  csp?: string
}

/**
 * A page that draws the banner and the preferences of a policy as they were, from kept files alone. They look alive, and nothing
 * that is pressed is recorded.
 */
export const makeScreenPage = ({ policy, screen, kept, language: wanted, addressOf, linkTo = linkHere, csp }: Wish): Html => {
  const { number, shown } = screen
  const languages = Object.keys(shown.languages) as [Language, ...Language[]]
  const language = chooseLanguage(wanted, languages)
  const words = pageTexts[language]
  const own = shown.languages[language]
  const files = [own?.banner, own?.preferences, own?.note].filter((file) => file !== undefined)
  const told = {
    css: shown.css,
    language,
    words: own,
    addresses: Object.fromEntries(files.map((file) => [file, addressOf(file)])),
  }
  const link = (to: string, label: string, isHere: boolean) =>
    isHere ? html`<li aria-current="page"><bdi>${label}</bdi></li>` : html`<li><a href="${to}"><bdi>${label}</bdi></a></li>`
  const body = html`<p>${words.screenAbout}</p>
<table class="facts"><tbody>
<tr><th scope="row">${words.screenPolicy}</th><td><code>${policy}</code></td></tr>
<tr><th scope="row">${words.screenLanguage}</th><td><ul class="links">${languages.map((one) => link(linkTo(number, one), languageInWords(one, one), one === language))}</ul></td></tr>
<tr><th scope="row">${words.screenSince}</th><td><ul class="links">${kept.map((one) => link(linkTo(one.number, language), timeInWords(one.at, language), one.number === number))}</ul></td></tr>
</tbody></table>
<noscript><p class="note">${words.screenScript}</p></noscript>
<script type="application/json" id="shown">${raw(inScript(told))}</script>
<script type="module" src="${addressOf(shown.show)}"></script>`
  return makePage({
    language,
    title: words.screenTitle,
    body,
    head: csp === undefined ? '' : html`<meta http-equiv="Content-Security-Policy" content="${csp}">`,
  })
}

const linkHere = (number: number, language: string): string => `?number=${number}&language=${language}`

/** JSON that cannot end the script that it stands in. */
const inScript = (data: unknown): string => JSON.stringify(data).replaceAll('<', '\\u003c')
