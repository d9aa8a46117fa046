import { changeWish, chooseLanguage, type Language } from '@kakburk/shared'
import type { Kakburk } from './api.ts'
import { createConsent } from './consent/consent.ts'
import { clean } from './gate/clean.ts'
import { guard } from './gate/guard.ts'
import { createJudge } from './gate/judge.ts'
import { createLoad } from './gate/load.ts'
import { observe } from './gate/observe.ts'
import { patch } from './gate/patch.ts'
import { createQueue } from './gate/queue.ts'
import { createGoogle } from './gate/vendors/google.ts'
import { quietly, warn } from './quiet.ts'
import { createOutbox } from './receipt/outbox.ts'
import type { Site, SiteLanguage } from './site.ts'
import { readStored, store } from './storage/decision.ts'
import { createHost } from './ui/host.ts'
import { createScreens } from './ui/screens.ts'

/** Entry of the gate: first in the page's head, before anything else can run. */
export const start = (site: Site): void => {
  const tag = document.currentScript as HTMLScriptElement
  guard(tag)
  if (!window.kakburk?.get) quietly(() => open(site, tag.src))
}

const open = ({ rules, languages, css, deliver }: Site, source: string): void => {
  const { services, site } = rules
  const language = chooseLanguage(document.documentElement.lang, Object.keys(languages) as [Language])
  const load = createLoad(source)
  const consent = createConsent(rules, language, () => readStored(rules))

  // Vendors first, then the hold: a tag that runs at once must find its defaults.
  const google = createGoogle(rules.google, consent.isGranted)
  google.defaults()
  if (consent.decision()) google.update()
  const queue = createQueue(createJudge(rules.hosts ?? []), consent.isGranted)
  observe(queue)
  if (rules.hosts) patch(queue)

  const outbox = createOutbox(load, deliver, new URL('receipts', source).href)
  // The browser calls the listeners: what one of them throws is the page's own error, and stops nobody.
  const events = new EventTarget()

  const decide = (wish: Readonly<Record<string, boolean>>) => {
    const { decision, draft } = consent.decide(wish)
    store(decision, rules)
    if (draft.id) outbox.add({ ...draft, site, language, browserTime: new Date().toISOString(), page: location.pathname.slice(0, 512) })
    else warn('not logged: only https pages can sign receipts')
    google.update()
    clean(services, consent.grants())
    queue.drain(true)
    screens.showControl()
    events.dispatchEvent(new Event('change'))
    const sent = outbox.send()
    if ([...queue.ran].every(consent.isGranted)) return
    // What has run cannot be stopped in a live page, and would write its cookies anew.
    google.silence()
    const reload = () => location.reload()
    sent.then(reload)
    setTimeout(reload, 1000)
  }

  const host = createHost(css, language)
  const screens = createScreens(host, languages[language] as SiteLanguage, load, consent, decide)
  host.root.addEventListener('click', ({ target }) => {
    // The preferences answer their own buttons.
    const hook = (target as Element).closest<HTMLElement>('.banner [data-kakburk],.control')?.dataset.kakburk
    if (hook === 'accept') api.acceptAll()
    else if (hook === 'reject') api.rejectAll()
    else if (hook) api.open()
  })

  const change = (named: Readonly<Record<string, boolean>>) =>
    quietly(() => {
      if (services.some(({ id, category }) => id in named || category in named)) decide(changeWish(services, consent.grants(), named))
      else warn('no such name in the policy', named)
    })
  const refuse = () => quietly(() => decide({}))
  const api: Kakburk = {
    get: consent.state,
    acceptAll: () => change(Object.fromEntries(services.map(({ id }) => [id, true]))),
    rejectAll: refuse,
    set: change,
    withdraw: refuse,
    open: screens.openPreferences,
    on: (event, listener) => {
      const call = () => listener(consent.state())
      events.addEventListener(event, call)
      return () => events.removeEventListener(event, call)
    },
  }
  window.kakburk = Object.freeze(api)

  outbox.send()
  // A policy of necessary services alone has nothing to ask.
  if (consent.decision() || services.every(({ category }) => category === 'necessary')) {
    screens.showControl()
    const cleanAgain = () => clean(services, consent.grants())
    cleanAgain()
    addEventListener('load', cleanAgain)
  } else {
    // The visitor is about to decide: what signs the receipt shall be here then, even if the server is not.
    screens.openBanner().then(() => load(deliver).catch(() => {}))
  }
}
