import { type CookieContext, changeWish, chooseLanguage, grantsAnything, isGranted, type Language } from '@kakburk/shared'
import type { ConsentState, Kakburk } from './api.ts'
import type { show as showBanner } from './banner.ts'
import { type Consent, makeDecision, type NewDecision, readConsent } from './consent/consent.ts'
import type { deliver } from './deliver.ts'
import { clean } from './gate/clean.ts'
import { guard } from './gate/guard.ts'
import { createJudge } from './gate/judge.ts'
import { createLoad } from './gate/load.ts'
import { observe } from './gate/observe.ts'
import { patch } from './gate/patch.ts'
import { createQueue } from './gate/queue.ts'
import { quietly, warn } from './gate/quiet.ts'
import { createGoogle } from './gate/vendors/google.ts'
import type { show as showPreferences } from './preferences.tsx'
import type { Site, SiteLanguage } from './site.ts'
import { readStored, store } from './storage/decision.ts'
import { readPending, writePending } from './storage/queue.ts'
import { draw } from './ui/draw.ts'
import { createHost } from './ui/host.ts'

/** Entry of the gate: first in the page's head, before anything else can run. */
export const start = (site: Site): void => {
  const tag = document.currentScript as HTMLScriptElement | null
  guard(tag)
  if (!window.kakburk) quietly(() => open(site, tag?.src ?? ''))
}

const open = ({ rules, languages, css, deliver: deliverFile }: Site, source: string): void => {
  const { services, questions } = rules
  const offered = Object.keys(languages) as [Language, ...Language[]]
  const language = chooseLanguage(document.documentElement.lang, offered)
  const words = languages[language] as SiteLanguage
  const load = createLoad(new URL('.', source).href)
  const context = (): CookieContext => ({
    services,
    questions: Object.values(questions),
    maxAge: rules.maxAge,
    now: Math.floor(Date.now() / 1000),
  })

  let consent: Consent = readConsent(readStored(context()))
  const google = createGoogle(rules)
  const queue = createQueue(createJudge(services, () => consent.grants))
  const listeners = new Set<(state: ConsentState) => void>()

  // Vendors first, then the hold: a tag that runs at once must find its defaults.
  google.defaults()
  if (consent.decided) google.update(consent.grants)
  observe(queue)
  if (rules.blocking !== 'marked') patch(queue)

  const host = createHost()
  host.style(css)
  let takeBannerAway = () => {}
  host.root.addEventListener('click', ({ target }) => {
    const hook = target instanceof Element ? target.closest<HTMLElement>('[data-kakburk]')?.dataset.kakburk : undefined
    // The preferences answer their own buttons.
    if (target instanceof Element && target.closest('dialog')) return
    if (hook === 'accept') api.acceptAll()
    if (hook === 'reject') api.rejectAll()
    if (hook === 'settings' || hook === 'open') api.open()
  })

  const showControl = () => {
    if (!host.root.querySelector('.control')) host.root.append(draw(words.control))
  }

  const deliverPending = () => {
    if (!readPending().length) return Promise.resolve()
    return load<{ deliver: typeof deliver }>(deliverFile).then(
      (file) => file.deliver(new URL('receipts', source).href),
      // The server is away: the receipts wait in storage, for this page's next attempt or for the next page.
      () => void setTimeout(deliverPending, 15_000),
    )
  }

  const decide = (wish: Readonly<Record<string, boolean>>): void => {
    const made = makeDecision(wish, services, consent, {
      policy: rules.policy,
      question: questions[language] as string,
      id: isSecureContext ? crypto.randomUUID() : '',
      now: new Date(),
    })
    consent = readConsent({ decision: made.decision })
    store(made.decision, context())
    if (isSecureContext) writeDown(made)
    else warn('receipts can only be signed on https pages, so this decision is kept in the browser but not logged.')
    google.update(consent.grants)
    clean(services, consent.grants)
    queue.drain()
    takeBannerAway()
    showControl()
    for (const listener of listeners) {
      try {
        listener(state())
      } catch (fault) {
        reportError(fault)
      }
    }
    const delivered = deliverPending()
    // What has run cannot be stopped in a live page: it would write its cookies anew.
    if (hasRunWithoutGrant()) Promise.race([delivered, new Promise((done) => setTimeout(done, 1000))]).then(() => location.reload())
  }

  const writeDown = ({ decision, id, action, previous }: NewDecision) =>
    writePending([
      ...readPending(),
      {
        id,
        action,
        previous,
        site: rules.site,
        policy: decision.policy,
        grants: decision.grants,
        browserTime: new Date().toISOString(),
        page: location.pathname.slice(0, 512),
        language,
      },
    ])

  const hasRunWithoutGrant = () =>
    [...queue.ran].some((name) => !isGranted(services.find(({ id }) => id === name) ?? { id: name, category: name }, consent.grants))

  const everything = (answer: boolean) => Object.fromEntries(services.map(({ category }) => [category, answer]))

  const state = (): ConsentState => {
    const { decision } = consent
    return {
      decided: consent.decided,
      grants: { ...consent.grants },
      ...(decision && { policy: decision.policy, decidedAt: new Date(decision.decidedAt * 1000).toISOString() }),
      ...(decision?.receipt && { receipt: decision.receipt }),
    }
  }

  const api: Kakburk = {
    get: state,
    acceptAll: () => quietly(() => decide(everything(true))),
    rejectAll: () => quietly(() => decide({})),
    set: (wish) => quietly(() => decide(changeWish(services, consent.grants, wish))),
    withdraw: () => quietly(() => decide({})),
    open: () =>
      void load<{ show: typeof showPreferences; screen: Parameters<typeof showPreferences>[1] }>(words.preferences).then(
        ({ show, screen }) =>
          show(
            host,
            screen,
            {
              grants: consent.grants,
              granted: grantsAnything(consent.grants),
              ...(consent.decision && { decidedAt: consent.decision.decidedAt }),
            },
            decide,
          ),
        () => {
          const place = host.root.querySelector<HTMLElement>('.unavailable')
          if (place) place.textContent = place.dataset.text ?? ''
          else if (grantsAnything(consent.grants) && confirm(words.withdrawNow)) api.withdraw()
        },
      ),
    on(event, listener) {
      if (event !== 'change') return () => {}
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }

  Object.defineProperty(window, 'kakburk', { value: Object.freeze(api), enumerable: true })
  deliverPending()
  if (consent.decided) {
    const cleanAgain = () => clean(services, consent.grants)
    cleanAgain()
    addEventListener('load', cleanAgain)
    showControl()
    return
  }
  load<{ show: typeof showBanner; screen: Parameters<typeof showBanner>[1] }>(words.banner).then(
    ({ show, screen }) => {
      if (consent.decided) return
      takeBannerAway = show(host, screen, consent.changed)
      // The visitor is about to decide: what signs the receipt shall be here when they do, even if the server is not.
      load(deliverFile).catch(() => {})
    },
    () => {
      warn('the banner could not be loaded; nothing is granted, and what waits keeps waiting.')
      showControl()
    },
  )
}
