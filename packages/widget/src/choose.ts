import { changeWish, everything, type Language, printDecision, type StoredDecision } from '@kakburk/shared'
import type { Consent } from './consent/consent.ts'
import { makeDecision } from './consent/decide.ts'
import { forbiddenNames } from './gate/belongings.ts'
import { clean, expiredForms } from './gate/clean.ts'
import { fillFrames } from './gate/frames.ts'
import { type Hands, isFrame } from './gate/held.ts'
import type { Holding } from './gate/holding.ts'
import { createLate } from './gate/late.ts'
import { createLetGo } from './gate/letGo.ts'
import { createPlaceholders } from './gate/placeholders.ts'
import type { Queue } from './gate/queue.ts'
import { createRelease } from './gate/release.ts'
import type { trusted } from './gate/trusted.ts'
import { wrap } from './gate/wrap.ts'
import { warn } from './quiet.ts'
import { createOutbox } from './receipt/outbox.ts'
import type { Done, Load, Site, SiteLanguage } from './site.ts'
import { store } from './storage/decision.ts'
import { keepForms, restoreForms } from './storage/forms.ts'
import type { Host } from './ui/host.ts'
import type { NoteFile } from './ui/showNote.ts'
import type { PreferencesScreen, showPreferences } from './ui/showPreferences.tsx'

type Delivery = typeof import('./deliver.ts')

/** What the gate gives the deciding half. */
export type Choosing = {
  rules: Site['rules']
  host: Host<Language>
  languages: Site['languages']
  /** Shows the declaration in a place for it. */
  declare(place: Element): void
  consent: Consent
  /** The decision that this browser keeps. */
  read(): StoredDecision | undefined
  load: Load
  /** Name of the file that delivers receipts. */
  deliver: string
  queue: Queue
  holding: Holding | undefined
  hands: Hands
  /** Writes through the gate's own policy of Trusted Types, of which a page may allow but one. */
  trusted: typeof trusted
  /** Where listeners of the page are told what happens. */
  events: EventTarget
  /** Address of the gate. */
  source: string
  /** What the page has too. It opens the preferences where a service or category stands in them. */
  api: { set(named: Readonly<Record<string, boolean>>): void; open(name: string): void }
}

/**
 * What the gate needs only when something is decided or let go, in a file of its own: a visitor whose decision stands does not load it,
 * but for what the owner has marked and they have granted. It makes decisions, writes them and their receipts down in the same turn,
 * lets go what is granted, and deletes what has lost its grant.
 */
export const createChooser = ({
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
}: Choosing) => {
  const address = new URL('receipts', source).href
  const { site, policy, questions, services } = rules
  const outbox = createOutbox(load, deliver, {
    address,
    events,
    domain: rules.domain,
    // Something else may have been decided since, in another tab too: then that is what holds.
    onCookie() {
      const [live, kept] = [consent.decision(), read()]
      if (live && kept && kept.decidedAt <= live.decidedAt && printDecision(kept, services) !== printDecision(live, services))
        store({ ...live, stands: true }, rules)
    },
  })
  /** The log has the refusal already that is to be made now. */
  let isTakenBack = false
  /** What came of an answer, until it is told. */
  let done: Done | undefined

  const note = (told: Done) =>
    load<NoteFile>(host.words.note)
      .then(({ showNote: show, screen }) => show(host, screen, told))
      .catch(() => {})

  const draft = (made: ReturnType<typeof makeDecision>['draft'], now = new Date()) => {
    if (made.id)
      outbox.add({
        ...made,
        site,
        language: host.language,
        browserTime: now.toISOString(),
        page: location.pathname.slice(0, 512),
      })
    else warn('not logged: only https pages can sign receipts')
  }

  const placeholders = createPlaceholders(
    load,
    () => host.words.placeholder,
    (element) => {
      const addresses = queue.addresses(element)
      return holding?.explain().findLast(({ held, kind, address }) => held && kind === element.localName && addresses.includes(address))
        ?.name
    },
    {
      once(element, service) {
        release(element)
        // It is no decision and changes none, but the log shall know that the visitor asked for it.
        draft({ id: crypto.randomUUID?.() ?? '', policy, grants: { [service]: true }, previous: null, action: 'once' })
        outbox.send()
      },
      always: (name) => api.set(name === everything ? Object.fromEntries(services.map(({ id }) => [id, true])) : { [name]: true }),
      settings: api.open,
    },
  )
  const released = new WeakSet<Element>()
  const { release, drain } = createRelease(queue, createLetGo(hands, trusted), createLate(holding?.wrap ?? wrap, trusted), (element) => {
    released.add(element)
    placeholders.takeAway(element)
  })

  let wanted: Language

  return {
    /** Lets go of everything that waits and is granted. */
    drain,

    /** Shows in a held frame what it waits for. */
    showPlaceholder: placeholders.show,

    /** Goes on in another language. Nothing changes when its files cannot be loaded. */
    async turn(language: Language): Promise<void> {
      wanted = language
      const words = languages[language] as SiteLanguage
      try {
        const note = await load<NoteFile>(words.note)
        if (!(await note.turn(host, language, words, load, consent, () => wanted === language))) return
        for (const element of queue.waiting.keys()) if (isFrame(element)) placeholders.show(element)
        for (const place of document.querySelectorAll('[data-kakburk-declaration]')) declare(place)
      } catch {
        warn('the consent server does not answer')
      }
    },

    /** Makes a decision of a wish, and keeps it and its receipt. */
    decide(wish: Readonly<Record<string, boolean>>): StoredDecision {
      const now = new Date()
      const made = makeDecision(wish, services, read()?.receipt ?? consent.receipt(), {
        policy,
        question: questions[host.language] as string,
        // Pages over plain http have no WebCrypto, so there is nothing to sign with.
        id: crypto.randomUUID?.() ?? '',
        now,
      })
      const decision = { ...made.decision, stands: true }
      store(decision, rules)
      if (!isTakenBack) draft(made.draft, now)
      isTakenBack = false
      done = { withdrawn: made.draft.action === 'withdraw', deleted: {} }
      return decision
    },

    /** Grants or refuses what is named, and leaves the rest as it is. */
    wish(named: Readonly<Record<string, boolean>>, decide: (wish: Record<string, boolean>) => void): void {
      if (services.some(({ id, category }) => id in named || category in named)) decide(changeWish(services, consent.grants(), named))
      else warn('no such name in the policy', named)
    },

    /** Opens the preferences, where a service or category stands if one is named. Rejects when they cannot be loaded. */
    async open(decide: (wish: Record<string, boolean>) => void, name?: string): Promise<void> {
      type File = { showPreferences: typeof showPreferences; screen: PreferencesScreen }
      const { words } = host
      const { showPreferences: show, screen } = await load<File>(words.preferences)
      // The page has turned to another language meanwhile.
      if (words !== host.words) return this.open(decide, name)
      show(host, screen, consent.grants(), consent.decision()?.decidedAt, decide, { load, deliver, address, events }, name)
    },

    /** Refuses everything, which the log has already: the yes was taken back by the link of its receipt. */
    async obey(refuse: () => void): Promise<void> {
      await load<Delivery>(deliver)
        .then(({ forget }) => forget())
        .catch(() => {})
      isTakenBack = true
      refuse()
    },

    /** Keeps of several cookies of our name the newest that holds. */
    tidy(): void {
      const decision = read()
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is asynchronous, and the next page may read it
      for (const form of expiredForms('kakburk', location)) document.cookie = form
      if (decision) store(decision, rules)
    },

    /** Deletes what services without a grant have left. */
    clean: () => {
      const deleted = clean((kind, names) => forbiddenNames(kind, names, services, consent.isGranted))
      if (done) done.deleted = deleted
    },

    /** Tells the visitor what came of their answer. On a page that is loaded anew that is told when it has been. */
    tell: () => {
      if (done) note(done)
      done = undefined
    },

    /** Delivers what waits. Resolves when there is nothing left to do at once. */
    send: outbox.send,

    /** Loads the page anew, with what the visitor has written into its forms. */
    reload(): void {
      keepForms(done)
      location.reload()
    },

    /** Gives a page that was loaded anew what it had. */
    restore(): void {
      const told = restoreForms()
      if (told) note(told)
      // What is let go on this page is only just loading.
      fillFrames((frame) => !released.has(frame))
    },
  }
}

export type Chooser = ReturnType<typeof createChooser>
