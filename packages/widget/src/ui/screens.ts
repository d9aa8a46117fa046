import { grantsAnything } from '@kakburk/shared'
import type { Consent } from '../consent/consent.ts'
import { warn } from '../quiet.ts'
import type { Load, SiteLanguage } from '../site.ts'
import { drawControl } from './control.ts'
import type { Host } from './host.ts'
import type { BannerScreen, showBanner } from './showBanner.ts'
import type { PreferencesScreen, showPreferences } from './showPreferences.tsx'

type Decide = (wish: Readonly<Record<string, boolean>>) => void

/** What the gate puts on the screen: the control at once, the two layers from files of their own when they are needed. */
export const createScreens = (host: Host, words: SiteLanguage, load: Load, consent: Consent, decide: Decide) => {
  let takeBannerAway = () => {}

  const showControl = () => {
    takeBannerAway()
    if (!host.root.querySelector('.control')) host.root.append(drawControl(words.open))
  }

  return {
    /** Shows the control alone: there is nothing to ask, or it has been answered. */
    showControl,

    async openBanner() {
      try {
        const { showBanner: show, screen } = await load<{ showBanner: typeof showBanner; screen: BannerScreen }>(words.banner)
        if (!consent.decision()) takeBannerAway = show(host, screen, consent.changed)
      } catch {
        warn('no banner: the consent server does not answer')
        showControl()
      }
    },

    async openPreferences() {
      const { grants, decision } = consent
      try {
        type File = { showPreferences: typeof showPreferences; screen: PreferencesScreen }
        const { showPreferences: show, screen } = await load<File>(words.preferences)
        show(host, screen, grants(), decision()?.decidedAt, decide)
      } catch {
        const place = host.root.querySelector<HTMLElement>('.unavailable')
        if (place) place.textContent = place.dataset.text as string
        else if (grantsAnything(grants()) && confirm(`${words.withdraw}?`)) decide({})
      }
    },
  }
}
