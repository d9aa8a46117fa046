import type { Consent } from '../consent/consent.ts'
import { warn } from '../quiet.ts'
import type { Load } from '../site.ts'
import { drawControl } from './control.ts'
import type { Host } from './host.ts'
import type { BannerScreen, showBanner } from './showBanner.ts'

/** What opens the preferences, wherever it stands on the page: the control, and the owner's own links and buttons. */
export const openers = '[data-kakburk=open],[href$="#kakburk"]'

/** What the gate puts on the screen: the control at once, the first layer from a file of its own when it is needed. */
export const createScreens = (host: Host, load: Load, consent: Consent, hasOwnLinks?: true) => {
  let takeBannerAway = () => {}
  const draw = () => drawControl(host, host.words.open)

  const showControl = () => {
    if (!hasOwnLinks) draw()
    takeBannerAway()
  }

  // Everybody shall be able to change their mind, also where a page's template has forgotten the link, or draws it late.
  let isDue = false
  const drawWithoutLink = () => {
    isDue = false
    if (document.querySelector(openers)) return
    warn('no data-kakburk="open" on this page, so the control is shown')
    draw()
  }

  return {
    /** Shows the control alone: there is nothing to ask, or it has been answered. */
    showControl,

    /** `ready` is what will keep the decision: it shall be here when the visitor decides, even if the server is not. */
    async openBanner(ready: Promise<unknown>) {
      try {
        const { showBanner: show, screen } = await load<{ showBanner: typeof showBanner; screen: BannerScreen }>(host.words.banner)
        await ready
        if (!consent.decision()) takeBannerAway = show(host, screen, consent.changed(), load)
      } catch {
        warn('no banner: the consent server does not answer')
        showControl()
      }
    },

    /** Looks soon whether what the page shows now has a link of the owner's, where it shall have one. */
    lookForLink() {
      if (!hasOwnLinks || isDue || host.root.querySelector('.control') || document.readyState !== 'complete') return
      isDue = true
      setTimeout(drawWithoutLink, 2000)
    },
  }
}
