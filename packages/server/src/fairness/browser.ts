import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Browser } from 'puppeteer-core'

/** Where a browser may be: `KAKBURK_BROWSER`, which may be `none`, goes before the PATH. */
export type Surroundings = Readonly<Record<string, string | undefined>>

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'chrome.exe',
  'msedge.exe',
]

/** The path of a Chromium, Chrome or Edge; undefined when there is none or none is wished. Throws when the one that is named is not there. */
export const findBrowser = ({ KAKBURK_BROWSER: named, PATH = '' }: Surroundings): string | undefined => {
  if (named === 'none') return undefined
  if (!named)
    return PATH.split(delimiter)
      .flatMap((folder) => names.map((name) => join(folder, name)))
      .find((path) => existsSync(path))
  if (existsSync(named)) return named
  throw new Error(`KAKBURK_BROWSER: there is no ${named}; name a Chromium, Chrome or Edge, or "none"`)
}

/** Starts a browser that nobody sees. Throws when it does not start, or when the package that drives it is not installed. */
export const startBrowser = async (executablePath: string): Promise<Browser> => {
  const { launch } = await import('puppeteer-core')
  return launch({
    executablePath,
    timeout: 60_000,
    args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', ...noSandbox()],
  })
}

/** Chromium refuses its sandbox to root. What it opens here is our own page, from memory. */
const noSandbox = (): string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : [])
