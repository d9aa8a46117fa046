import { createJudge, type Rules } from '@kakburk/shared'
import { silently } from '../quiet.ts'
import { cookieNames, forbiddenNames, type Store } from './belongings.ts'
import type { MustWait, Queue } from './queue.ts'
import { ways } from './ways/all.ts'
import { holdRealms, type Way } from './ways/realm.ts'
import { holdStores } from './ways/stores.ts'
import { createVerdicts, type Explained } from './ways/verdicts.ts'
import { wrap } from './wrap.ts'

/** What the gate knows of everything that is held, beside the owner's marks. */
export type Holding = {
  mustWait: MustWait
  explain(): Explained[]
  /** Whether something lies in the browser that must not. */
  hasRemnants(): boolean
  /** Stands before functions of the browser, so that the page does not see it. */
  wrap: typeof wrap
  /** Puts it before everything that the page does. */
  start(): void
}

/** What a way of blocking is made of. */
export type Parts = {
  rules: Pick<Rules, 'services' | 'hosts' | 'strict'>
  queue: Queue
  watch(root: Node): void
  isGranted(name: string): boolean
  /** Names of the services and categories of which something has run on this page. */
  ran: Set<string>
  /** Origin of the gate's own files. */
  origin: string
}

/** A mode of blocking, as far as it goes beyond the owner's marks. */
export type Mode = (parts: Parts) => Holding

/** Holds what waits by its address, in this page and in every frame that it reaches. */
export const holdByAddress = ({ rules, queue, watch, isGranted, ran, origin }: Parts, further: readonly Way[] = []): Holding => {
  const { services } = rules
  // Where receipts go is never a third party to hold.
  const necessary = [rules.hosts?.necessary, new URL(origin).hostname].filter(Boolean).join(' ')
  const judge = createJudge({ ...rules, hosts: { ...rules.hosts, necessary } }, location.hostname)
  const { mustWait, note, explain } = createVerdicts(judge, isGranted, ran)
  const ownRules = Object.entries(rules.hosts ?? {}).some(
    ([name, texts]) =>
      name !== 'necessary' && texts.split(' ').some((text) => `.${location.hostname}`.endsWith(`.${text.replace(/[/?].*/, '')}`)),
  )
  const judgesOwn = () => ownRules || new URL(document.baseURI).host !== location.host
  const forbidden = (store: Store, names: readonly string[]) => forbiddenNames(store, names, services, isGranted)
  const stores = holdStores(
    (store, name) => {
      const held = !!forbidden(store, [name])[0]
      if (held) note(store, name, { rule: 'declared name' }, held)
      return held
    },
    services.some(({ storage }) => storage),
  )
  return {
    mustWait,
    explain,
    wrap,
    hasRemnants: () =>
      !!forbidden('cookie', cookieNames(silently(() => document.cookie) ?? ''))[0] ||
      !!forbidden('local', silently(() => Object.keys(localStorage)) ?? [])[0] ||
      !!forbidden('session', silently(() => Object.keys(sessionStorage)) ?? [])[0],
    start: () => holdRealms(window, [...ways, stores, ...further], { queue, mustWait, watch, judgesOwn }),
  }
}
