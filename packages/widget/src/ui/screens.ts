import type { Consent } from '../consent/consent.ts'
import { warn } from '../quiet.ts'
import type { Load, SiteLanguage } from '../site.ts'
import { drawControl } from './control.ts'
import type { Host } from './host.ts'
import type { BannerScreen, showBanner } from './showBanner.ts'

/** What the gate puts on the screen: the control at once, the first layer from a file of its own when it is needed. */
export const createScreens = (host: Host, words: SiteLanguage, load: Load, consent: Consent) => {
  let takeBannerAway = () => {}

  const showControl = () => {
    takeBannerAway()
    if (!host.root.querySelector('.control')) host.root.append(drawControl(words.open))
  }

  return {
    /** Shows the control alone: there is nothing to ask, or it has been answered. */
    showControl,

    /** `ready` is what will keep the decision: it shall be here when the visitor decides, even if the server is not. */
    async openBanner(ready: Promise<unknown>) {
      try {
        const { showBanner: show, screen } = await load<{ showBanner: typeof showBanner; screen: BannerScreen }>(words.banner)
        await ready
        if (!consent.decision()) takeBannerAway = show(host, screen, consent.changed())
      } catch {
        warn('no banner: the consent server does not answer')
        showControl()
      }
    },
  }
}
