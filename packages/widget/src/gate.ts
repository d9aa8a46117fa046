import { chooseLanguage, everything, grantsAnything, type Language } from '@kakburk/shared'
import type { Kakburk } from './api.ts'
import type { Chooser, createChooser } from './choose.ts'
import { createConsent } from './consent/consent.ts'
import { guard } from './gate/guard.ts'
import { hands, isFrame } from './gate/held.ts'
import type { Mode } from './gate/holding.ts'
import { createLoad } from './gate/load.ts'
import { getAttribute } from './gate/native.ts'
import { createWatch } from './gate/observe.ts'
import { createQueue, type MustWait, type Surely } from './gate/queue.ts'
import { joinTabs } from './gate/tabs.ts'
import { trusted } from './gate/trusted.ts'
import type { CreateTeller } from './gate/vendors/teller.ts'
import { quietly, silently, warn } from './quiet.ts'
import { isOver } from './receipt/over.ts'
import type { Site } from './site.ts'
import { isStoredTwice, readStored, storeRefusal } from './storage/decision.ts'
import { hasForms } from './storage/forms.ts'
import { hasPending } from './storage/queue.ts'
import { createMakeWay } from './ui/control.ts'
import { createHost } from './ui/host.ts'
import { createScreens, openers } from './ui/screens.ts'
import type { Tree } from './ui/tree.ts'

/** A vendor to be told, and the names that its answer follows. */
export type Told<Follows = never> = readonly [create: CreateTeller<Follows>, follows: Follows]

/**
 * The gate of one mode of blocking: first in the page's head, before anything else can run. Without a mode the owner's marks alone count.
 * `surely` does what the hold depends upon.
 */
export const createGate =
  (mode?: Mode, surely?: Surely) =>
  (site: Site, told: readonly Told[]): void => {
    const tag = document.currentScript as HTMLScriptElement
    // The guard's policy stays in force when this fails: a page whose language is broken loads nothing but the essential hosts.
    quietly(() => {
      const hasGuard = getAttribute(tag, 'data-guard') !== null
      if (!window.kakburk?.get) open(site, told, tag.src, mode, surely)
      if (hasGuard) guard()
    })
  }

const open = (
  { rules, languages, css, ownLinks: hasOwnLinks, choose, deliver, explain, boxes }: Site,
  told: readonly Told[],
  source: string,
  mode: Mode | undefined,
  surely: Surely | undefined,
): void => {
  const { services } = rules
  const language = () => chooseLanguage(document.documentElement?.lang ?? '', Object.keys(languages) as [Language])
  const load = createLoad(source)
  const read = () => readStored(rules)
  const consent = createConsent(rules, read)
  const { isGranted } = consent

  // Vendors first, then the hold: a tag that runs at once must find its defaults.
  const asked = [...new Set(services.flatMap(({ id, category }) => (category === 'necessary' ? [] : [id, category])))]
  const tellers = told.flatMap(([create, follows]) => quietly(() => create(follows, isGranted, asked)) ?? [])
  for (const { first } of tellers) quietly(() => first(!!consent.decision()))

  const ran = new Set<string>()
  const mustWaitByMark: MustWait = (_, __, mark = null) => mark !== null && (!isGranted(mark) || !ran.add(mark))
  const queue = createQueue(
    (kind, addresses, mark) => (holding?.mustWait ?? mustWaitByMark)(kind, addresses, mark),
    (element) => {
      if (isFrame(element)) choosing((chooser) => chooser.showPlaceholder(element))
    },
    surely,
  )
  const host = createHost(css, languages, language())
  const declare = (element: Element) =>
    load<typeof import('./declaration.ts') & { screen: Tree }>(host.words.declaration)
      .then(({ showDeclaration, screen }) => showDeclaration(element, screen))
      .catch(() => {
        // What the shop has put there meanwhile stays.
      })
  const { watch, sees } = createWatch(queue, () => choosing((chooser) => chooser.drain()), declare, keepUp)
  const holding = mode?.({ rules, queue, watch, isGranted, ran, origin: new URL(source).origin })
  const granted = () =>
    Object.entries(consent.grants())
      .filter(([, yes]) => yes)
      .join()
  /** What was granted when the hold began. */
  let heldFor: string | undefined
  /** Puts the mode before everything that the page does, as soon as something is not granted: a page with every yes stays as it is. */
  const holdBack = (): void => {
    if (!holding || heldFor !== undefined || [everything, ...Object.keys(rules.hosts ?? {})].every(isGranted)) return
    heldFor = granted()
    holding.start()
  }
  watch(document)
  holdBack()

  // The browser calls the listeners: what one of them throws is the page's own error, and stops nobody.
  const events = new EventTarget()

  let chooser: Chooser | undefined
  /** Goes on with the deciding half: at once when it is here, else when it has come. */
  const choosing = async (work: (chooser: Chooser) => void = () => {}, otherwise = () => warn('the consent server does not answer')) => {
    if (!chooser) {
      try {
        const { createChooser: create } = await load<{ createChooser: typeof createChooser }>(choose)
        chooser ??= create({
          rules,
          host,
          languages,
          declare,
          consent,
          read,
          load,
          deliver,
          queue,
          holding,
          hands,
          trusted,
          events,
          source,
          api,
        })
      } catch {
        return otherwise()
      }
    }
    quietly(() => work(chooser as Chooser))
  }

  /** Brings the page in line with what is granted now. Returns whether it must be loaded anew for that. */
  const follow = (): boolean => {
    for (const { change } of tellers) quietly(change)
    // Its policy cannot be lifted from a live page; what was held before a no is held after it.
    const reloads = rules.strict && heldFor !== undefined && heldFor !== granted()
    holdBack()
    if (!reloads) choosing((chooser) => chooser.drain())
    screens.showControl()
    events.dispatchEvent(new Event('change'))
    const isOver = [...ran].some((name) => !isGranted(name))
    // What has run cannot be stopped in a live page, and would write its cookies anew.
    if (isOver) for (const { silence } of tellers) quietly(() => silence?.())
    return isOver || !!reloads
  }

  const tellTabs = silently(() =>
    joinTabs(() => {
      const stored = read()
      // Its seconds alone do not tell a yes from the no right after it.
      const now = consent.decision()
      if (stored?.decidedAt === now?.decidedAt && stored?.receipt === now?.receipt) return
      consent.adopt(stored)
      if (follow())
        choosing(
          (chooser) => chooser.reload(),
          () => location.reload(),
        )
    }),
  )

  const decide = (wish: Readonly<Record<string, boolean>>) =>
    choosing(
      (chooser) => {
        consent.adopt(chooser.decide(wish))
        silently(() => tellTabs?.())
        const anew = follow()
        chooser.clean()
        const sent = chooser.send()
        if (!anew) return chooser.tell()
        sent.then(chooser.reload)
        setTimeout(chooser.reload, 1000)
      },
      () => {
        warn('the consent server does not answer')
        // A yes can be taken back without it.
        if (Object.values(wish).includes(true) || !grantsAnything(consent.grants())) return
        storeRefusal(rules)
        location.reload()
      },
    )

  // The control, the owner's own links, and the first layer; the preferences answer their own buttons.
  const onClick = (event: Event) => {
    const pressed = (event.composedPath()[0] as Element).closest?.<HTMLElement>(`.banner [data-kakburk],${openers}`)
    if (!pressed) return
    event.preventDefault()
    const { kakburk } = pressed.dataset
    if (kakburk === 'accept') api.acceptAll()
    else if (kakburk === 'reject') api.rejectAll()
    else api.open()
  }
  const makeWay = createMakeWay(host)
  /** Stays on the page. A page that is opened to be written anew (`document.open`) loses all listeners with its elements. */
  function stay() {
    // In capture, since a page may stop what it handles itself.
    if (!host.stay()) return
    addEventListener('click', onClick, true)
    addEventListener('focusin', makeWay)
  }
  /** Goes where the page goes: into another document, another language. */
  let wanted = host.language
  let opened: Promise<void> | undefined
  function keepUp() {
    stay()
    screens.lookForLink()
    const next = language()
    if (next === wanted) return
    wanted = next
    Promise.resolve(opened).then(() => choosing((chooser) => chooser.turn(next)))
  }
  stay()
  if (heldFor !== undefined && !sees()) throw Error('MutationObserver')
  const screens = createScreens(host, load, consent, hasOwnLinks)
  const unavailable = () => {
    const place = host.root.querySelector<HTMLElement>('.unavailable')
    if (place) place.textContent = place.dataset.text as string
    else if (grantsAnything(consent.grants()) && confirm(host.words.withdraw)) refuse()
  }

  const refuse = () => void decide({})
  const api: Omit<Kakburk, 'open'> & { open(name?: string): void } = {
    get: consent.state,
    acceptAll: () => decide(Object.fromEntries(services.map(({ id }) => [id, true]))),
    rejectAll: refuse,
    set: (named) => void choosing((chooser) => quietly(() => chooser.wish(named, decide))),
    withdraw: refuse,
    open: (name) => void choosing((chooser) => chooser.open(decide, name).catch(unavailable), unavailable),
    on: (event, listener) => {
      const call = (({ detail }: CustomEvent) => listener(detail ?? consent.state())) as EventListener
      events.addEventListener(event, call)
      return () => events.removeEventListener(event, call)
    },
    explain: () => holding?.explain() ?? [],
  }
  window.kakburk = Object.freeze(api)

  if (boxes)
    load<typeof import('./boxes.ts') & { purposes: string[] }>(boxes)
      .then(({ watchBoxes, purposes }) => watchBoxes(purposes, { rules, host, holding, load, deliver, events, source }))
      .catch(() => {
        // The server is away: nothing is granted.
      })

  // A no that still names a receipt is a withdrawal that is not in the log yet.
  if (consent.decision()?.receipt && !grantsAnything(consent.grants())) refuse()
  else if (hasPending()) choosing((chooser) => chooser.send())
  if (isStoredTwice()) choosing((chooser) => chooser.tidy())

  // A policy of necessary services alone has nothing to ask; a browser that says no for its visitor is not asked either.
  const { globalPrivacyControl, doNotTrack } = navigator as { globalPrivacyControl?: boolean } & Navigator
  if (
    consent.decision() ||
    globalPrivacyControl === true ||
    (rules.dnt && doNotTrack === '1') ||
    services.every(({ category }) => category === 'necessary')
  ) {
    screens.showControl()
  } else opened = screens.openBanner(choosing())
  addEventListener('load', () => {
    screens.lookForLink()
    if (holding?.hasRemnants()) choosing((chooser) => chooser.clean())
    if (hasForms()) choosing((chooser) => chooser.restore())
    const receipt = consent.receipt()
    // Once a visit, which comes from elsewhere: a yes can be taken back by the link of its receipt too.
    if (!receipt || document.referrer.startsWith(location.origin)) return
    isOver(new URL('receipts', source).href, receipt).then((over) => {
      // Something else may have been decided meanwhile.
      if (over && consent.receipt() === receipt) choosing((chooser) => chooser.obey(refuse))
    })
  })

  if (/[?&]kakburk=explain\b/.test(location.search)) {
    load<{ showExplain(explain: Kakburk['explain']): void }>(explain).then(({ showExplain }) => showExplain(api.explain))
  }
}
