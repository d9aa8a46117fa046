import { makeFileCsp } from '../pages/layout.ts'
import { makeScreenPage } from '../pages/screen.ts'
import type { Screen, Screens } from '../sites/screens.ts'
import type { BundleFile } from './files.ts'

/** The name of the page in a bundle that draws a banner again, in the folder of its policy. */
export const screenPage = (number: number, language: string): string => `${number}.${language}.html`

/** What is kept of the banners, as it is kept, and for each language a page that draws it again when it is opened as a file. */
export const makeScreenFiles = (screens: Screens, policies: readonly string[]): BundleFile[] =>
  policies.flatMap((policy) => {
    const kept = screens.list(policy)
    const file = (name: string, read: () => string): BundleFile => ({
      path: `screens/${policy}/${name}`,
      chunks: () => [Buffer.from(read())],
    })
    const files = [...new Set(kept.flatMap(({ number, shown }) => [`${number}.json`, ...filesOf(shown)]))]
    const read = (name: string) => screens.readFile(policy, name) ?? ''
    return [
      ...files.map((name) => file(name, () => read(name))),
      ...kept.flatMap((screen) =>
        Object.keys(screen.shown.languages).map((language) =>
          file(screenPage(screen.number, language), () => String(makePage({ policy, screen, kept, language, read }))),
        ),
      ),
    ]
  })

const filesOf = ({ gate, show, languages }: Screen['shown']): string[] => [
  gate,
  show,
  // What was kept before there was a note has none.
  ...Object.values(languages).flatMap(({ banner, preferences, placeholder, note }) => [
    banner,
    preferences,
    placeholder,
    ...(note ? [note] : []),
  ]),
]

type Wish = { policy: string; screen: Screen; kept: readonly Screen[]; language: string; read: (name: string) => string }

/** Browsers load no module from a file, so that each stands in its own address. */
const makePage = ({ read, ...wish }: Wish) =>
  makeScreenPage({
    ...wish,
    addressOf: (name) => `data:text/javascript;base64,${Buffer.from(read(name)).toString('base64')}`,
    linkTo: screenPage,
    csp: makeFileCsp(),
  })
