/** Draws a banner again, as it was kept. It loads kept files alone, stores nothing and sends nothing. */
import type { Load, SiteLanguage } from './site.ts'
import { drawControl } from './ui/control.ts'
import { createHost } from './ui/host.ts'
import type { BannerScreen, showBanner } from './ui/showBanner.ts'
import type { PreferencesScreen, showPreferences } from './ui/showPreferences.tsx'

/** What the page tells: the words of one language, and where the kept files lie. */
export type Told = { css: string; language: string; words: SiteLanguage; addresses: Record<string, string> }

const { css, language, words, addresses } = JSON.parse(document.getElementById('shown')?.textContent ?? '') as Told
const host = createHost(css, { [language]: words }, language)
host.stay()
// What was not kept must not be asked for.
const load: Load = async (name) => {
  if (!addresses[name]) throw Error(name)
  return import(/* @vite-ignore */ new URL(addresses[name], document.baseURI).href)
}

const { showBanner: show, screen } = await load<{ showBanner: typeof showBanner; screen: BannerScreen }>(words.banner)
const takeBannerAway = show(host, screen, false, load)

/** An answer does what it did to the screen, and nothing else. */
const answer = () => {
  drawControl(host, words.open)
  takeBannerAway()
}

const openPreferences = async () => {
  const loaded = await load<{ showPreferences: typeof showPreferences; screen: PreferencesScreen }>(words.preferences)
  loaded.showPreferences(host, loaded.screen, {}, undefined, answer, { load, deliver: '', address: '', events: host.root })
}

host.root.addEventListener('click', ({ target }) => {
  // The preferences answer their own buttons.
  const hook = (target as Element).closest<HTMLElement>('.banner [data-kakburk],.control')?.dataset.kakburk
  if (hook === 'settings' || hook === 'open') openPreferences()
  else if (hook) answer()
})
