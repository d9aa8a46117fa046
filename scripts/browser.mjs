// Finds the browsers of the browser tests, or installs them.
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { attempt, pnpm, say } from './prepare.mjs'

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'msedge',
  'chrome.exe',
  'msedge.exe',
]

const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = process.env[name]
    return folder ? [join(folder, 'Google/Chrome/Application/chrome.exe'), join(folder, 'Microsoft/Edge/Application/msedge.exe')] : []
  }),
]

/** @param {string[]} names */
const onPath = (names) => (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))

/** @param {string | undefined} named @param {string[]} places */
const find = (named, places) => (named ? [named] : places).find((path) => existsSync(path))

/** The path of a Chromium, Chrome or Edge: `CHROMIUM` if it is set, else the system's, else Playwright's own; or undefined. */
export const findBrowser = () => find(process.env.CHROMIUM, [...onPath(names), ...usualPlaces, ...playwrightBrowsers()])

/** The path of a Firefox: `FIREFOX` if it is set, else the system's; or undefined. */
export const findFirefox = () =>
  find(process.env.FIREFOX, [
    ...onPath(['firefox-esr', 'firefox', 'firefox.exe']),
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    ...['PROGRAMFILES', 'PROGRAMFILES(X86)'].flatMap((name) => {
      const folder = process.env[name]
      return folder ? [join(folder, 'Mozilla Firefox/firefox.exe')] : []
    }),
  ])

/** The path of WebKitGTK's driver, where there is also the screen that it needs; or undefined. */
export const findWebKit = () => find(undefined, onPath(['Xvfb'])) && find(undefined, onPath(['WebKitWebDriver']))

/** The engines of the browser tests. Only the first is needed; the gate's own cases run in all that are there. */
const engines = [
  { name: 'chromium', find: findBrowser, packages: ['chromium'] },
  { name: 'firefox', find: findFirefox, packages: ['firefox-esr'] },
  { name: 'webkit', find: findWebKit, packages: ['webkit2gtk-driver', 'xvfb'] },
]

/** Engines that are not on this machine, by name. */
export const missingEngines = () => engines.filter(({ find }) => !find()).map(({ name }) => name)

/** Installs what is missing: Debian's packages for root, else Chromium alone, as Playwright brings it. Says what there is then. */
export const ensureBrowsers = () => {
  const missing = engines.filter(({ find }) => !find())
  if (process.env.CHROMIUM && !findBrowser()) {
    console.error(`CHROMIUM names ${process.env.CHROMIUM}, and there is no such file.`)
    process.exit(1)
  }
  if (missing.length > 0 && process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    attempt('apt-get', ['update', '-qq'])
    for (const { name, packages } of missing) {
      say(`No ${name} found: installing ${packages.join(' ')}`)
      attempt('apt-get', ['install', '-y', '-qq', ...packages])
    }
  }
  if (!findBrowser()) {
    say('No browser found: installing the one that Playwright brings')
    pnpm('exec', 'playwright-core', 'install', 'chromium')
  }
  if (!findBrowser()) {
    console.error('A browser was installed, yet none is found. Set CHROMIUM to the path of a Chromium, Chrome or Edge.')
    process.exit(1)
  }
  for (const { name, find, packages } of engines) {
    const path = find()
    say(
      path
        ? `Testing with ${name}: ${path}`
        : `NOT TESTED: ${name} is not on this machine (on Debian: apt-get install ${packages.join(' ')})`,
    )
  }
}

const playwrightBrowsers = () => {
  const caches = process.platform === 'darwin' ? 'Library/Caches' : process.platform === 'win32' ? 'AppData/Local' : '.cache'
  const folder = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), caches, 'ms-playwright')
  if (!existsSync(folder)) return []
  const inside = [
    'chrome-linux/chrome',
    'chrome-linux64/chrome',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    'chrome-win/chrome.exe',
    'chrome-win64/chrome.exe',
  ]
  return readdirSync(folder)
    .filter((name) => name.startsWith('chromium-'))
    .flatMap((name) => inside.map((path) => join(folder, name, path)))
}
