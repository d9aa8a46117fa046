import { changeWish, chooseLanguage, grantsAnything, isGranted, type Language } from '@kakburk/shared'
import type { ConsentState, Kakburk } from './api.ts'
import type { BannerScreen, show as showBanner } from './banner.ts'
import { makeDecision } from './consent/consent.ts'
import type { deliver } from './deliver.ts'
import { clean } from './gate/clean.ts'
import { guard } from './gate/guard.ts'
import { createJudge } from './gate/judge.ts'
import { createLoad } from './gate/load.ts'
import { observe } from './gate/observe.ts'
import { patch } from './gate/patch.ts'
import { createQueue } from './gate/queue.ts'
import { createGoogle } from './gate/vendors/google.ts'
import type { PreferencesScreen, show as showPreferences } from './preferences.tsx'
import { quietly, warn } from './quiet.ts'
import type { Site, SiteLanguage } from './site.ts'
import { readStored, store } from './storage/decision.ts'
import { readPending, writePending } from './storage/queue.ts'
import { drawControl } from './ui/control.ts'
import { createHost } from './ui/host.ts'

/** Entry of the gate: first in the page's head, before anything else can run. */
export const start = (site: Site): void => {
  const tag = document.currentScript as HTMLScriptElement
  guard(tag)
  if (!window.kakburk) quietly(() => open(site, tag.src))
}

const open = ({ rules, languages, css, deliver: deliverFile }: Site, source: string): void => {
  const { services, questions } = rules
  const language = chooseLanguage(document.documentElement.lang, Object.keys(languages) as [Language])
  const words = languages[language] as SiteLanguage
  const load = createLoad(source)
  const granted = (name: string) => isGranted(services.find(({ id }) => id === name) ?? { id: name, category: name }, grants())

  let decision = readStored(rules)
  const grants = () => decision?.grants ?? {}

  // Vendors first, then the hold: a tag that runs at once must find its defaults.
  const google = createGoogle(rules.google, granted)
  google.defaults()
  if (decision?.stands) google.update()
  const queue = createQueue(createJudge(rules.hosts ?? [], granted))
  observe(queue)
  if (rules.hosts) patch(queue)

  const host = createHost()
  host.style(css)
  host.root.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest<HTMLElement>('.banner [data-kakburk],.control')
    const hook = button?.dataset.kakburk
    if (hook === 'accept') api.acceptAll()
    else if (hook === 'reject') api.rejectAll()
    else if (hook) api.open()
  })
  const showControl = () => {
    host.root.querySelector('.control') ?? host.root.append(drawControl(words.open))
  }

  let takeBannerAway = showControl
  const listeners = new Set<(state: ConsentState) => void>()

  const decide = (wish: Readonly<Record<string, boolean>>) => {
    const made = makeDecision(wish, services, decision, {
      policy: rules.policy,
      question: questions[language] as string,
      // Pages over plain http have no WebCrypto, so there is nothing to sign with.
      id: crypto.randomUUID?.() ?? '',
      now: new Date(),
    })
    decision = { ...made.decision, stands: true }
    store(decision, rules)
    if (made.draft.id)
      writePending([
        ...readPending(),
        { ...made.draft, site: rules.site, browserTime: new Date().toISOString(), page: location.pathname.slice(0, 512), language },
      ])
    else warn('not logged: only https pages can sign receipts')
    google.update()
    clean(services, grants())
    queue.drain()
    takeBannerAway()
    for (const listener of listeners) {
      try {
        listener(state())
      } catch (fault) {
        reportError(fault)
      }
    }
    const delivered = deliverPending()
    // What has run cannot be stopped in a live page, and would write its cookies anew.
    if (![...queue.ran].every(granted))
      Promise.race([delivered, new Promise((done) => setTimeout(done, 1000))]).then(() => location.reload())
  }

  const deliverPending = async () => {
    if (!readPending().length) return
    try {
      const file = await load<{ deliver: typeof deliver }>(deliverFile)
      await file.deliver(new URL('receipts', source).href)
    } catch {
      // The server is away: the receipts wait in storage, for another attempt here or for the next page.
      setTimeout(deliverPending, 15_000)
    }
  }

  const state = (): ConsentState => ({
    decided: !!decision?.stands,
    grants: { ...grants() },
    ...(decision?.stands && {
      policy: decision.policy,
      decidedAt: new Date(decision.decidedAt * 1000).toISOString(),
      ...(decision.receipt && { receipt: decision.receipt }),
    }),
  })

  const openPreferences = async () => {
    try {
      const { show, screen } = await load<{ show: typeof showPreferences; screen: PreferencesScreen }>(words.preferences)
      show(host, screen, grants(), decision?.stands ? decision.decidedAt : undefined, decide)
    } catch {
      const place = host.root.querySelector<HTMLElement>('.unavailable')
      if (place) place.textContent = place.dataset.text as string
      else if (grantsAnything(grants()) && confirm(words.withdrawNow)) refuse()
    }
  }

  const refuse = () => quietly(() => decide({}))
  const everything = () => Object.fromEntries(services.map(({ category }) => [category, true]))
  const api: Kakburk = {
    get: state,
    acceptAll: () => quietly(() => decide(everything())),
    rejectAll: refuse,
    set: (wish) => quietly(() => decide(changeWish(services, grants(), wish))),
    withdraw: refuse,
    open: () => void openPreferences(),
    on: (event, listener) => {
      if (event === 'change') listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  Object.defineProperty(window, 'kakburk', { value: Object.freeze(api) })

  deliverPending()
  // A policy of necessary services alone has nothing to ask.
  if (decision?.stands || services.every(({ category }) => category === 'necessary')) {
    const cleanAgain = () => clean(services, grants())
    cleanAgain()
    addEventListener('load', cleanAgain)
    showControl()
    return
  }
  const showBannerOnce = async () => {
    try {
      const { show, screen } = await load<{ show: typeof showBanner; screen: BannerScreen }>(words.banner)
      if (decision?.stands) return
      const remove = show(host, screen, !!decision)
      takeBannerAway = () => {
        remove()
        showControl()
      }
    } catch {
      warn('no banner: the consent server does not answer')
      showControl()
    }
    // The visitor is about to decide: what signs the receipt shall be here then, even if the server is not.
    load(deliverFile).catch(() => {})
  }
  showBannerOnce()
}
