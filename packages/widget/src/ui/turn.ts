import type { Consent } from '../consent/consent.ts'
import type { Load, SiteLanguage } from '../site.ts'
import type { Host } from './host.ts'
import type { BannerScreen, showBanner } from './showBanner.ts'

/**
 * Turns what is on show to another language of the site. Resolves to whether it has; it has not when the page turns once more meanwhile, of which
 * `isWanted` knows.
 */
export const turn = async <Language extends string>(
  host: Host<Language>,
  language: Language,
  words: SiteLanguage,
  load: Load,
  consent: Consent,
  isWanted: () => boolean,
): Promise<boolean> => {
  const find = (selector: string) => host.root.querySelector(selector)
  const banner = find('.banner') && (await load<{ showBanner: typeof showBanner; screen: BannerScreen }>(words.banner))
  // What an open dialog says is answered in its own language.
  const dialog = find('dialog')
  if (dialog) await new Promise((done) => dialog.addEventListener('close', done))
  // Until the question stands in the new language, whoever answers it has answered in the old one.
  if (!isWanted()) return false
  host.speak(language)
  const control = find('.control')
  if (control) control.textContent = words.open
  if (banner && find('.banner')) banner.showBanner(host, banner.screen, consent.changed(), load)
  return true
}
