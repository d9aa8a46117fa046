import { createJudge, type Rules } from '@kakburk/shared'
import { silently } from '../quiet.ts'
import { perBase } from './base.ts'
import { cookieNames, forbiddenNames, type Store } from './belongings.ts'
import { URL } from './native.ts'
import type { MustWait, Queue } from './queue.ts'
import { surely } from './surely.ts'
import { ways } from './ways/all.ts'
import { holdRealms, type Way } from './ways/realm.ts'
import { holdStorage } from './ways/storage.ts'
import { createVerdicts, type Explained, most } from './ways/verdicts.ts'
import { wrap } from './wrap.ts'

/** What the gate knows of everything that is held, beside the owner's marks. */
export type Holding = {
  mustWait: MustWait
  explain(): Explained[]
  /** The names in a store that must not be there. */
  forbidden(store: Store, names: readonly string[]): string[]
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
  const necessary = [rules.hosts?.necessary, new URL(origin).hostname].join(' ')
  const { judge, suspects } = createJudge({ ...rules, hosts: { ...rules.hosts, necessary } }, location.hostname)
  const { mustWait, note, explain } = createVerdicts(judge, isGranted, ran)
  const judgesOwn = perBase((base) => suspects(location.hostname) || new URL(base).host !== location.host)
  const forbidden = (store: Store, names: readonly string[]) => forbiddenNames(store, names, services, isGranted)
  /** Names that no service uses, as they were met: a page writes the same few again and again. */
  const unclaimed = new Set<string>()
  const isForbidden = (store: Store, name: unknown, end = '\0') =>
    surely(() => {
      const asked = (`${name}`.split(end)[0] as string).trim()
      if (unclaimed.has(store + asked)) return false
      if (!forbiddenNames(store, [asked], services, () => false)[0]) {
        if (unclaimed.size < most) unclaimed.add(store + asked)
        return false
      }
      const held = !!forbidden(store, [asked])[0]
      if (held) note(store, asked, { rule: 'declared name' }, held)
      return held
    })
  return {
    mustWait,
    explain,
    wrap,
    forbidden,
    hasRemnants: () => !!forbidden('cookie', cookieNames(silently(() => document.cookie) ?? ''))[0],
    start: () => holdRealms(window, [...ways, ...further], { queue, mustWait, isForbidden, watch, judgesOwn }),
  }
}

/** The same for a policy that knows of storage keys. */
export const holdStorageToo: typeof holdByAddress = (parts, further = []) => {
  const holding = holdByAddress(parts, [...further, holdStorage])
  const { forbidden } = holding
  return {
    ...holding,
    hasRemnants: () =>
      holding.hasRemnants() ||
      !!forbidden('local', silently(() => Object.keys(localStorage)) ?? [])[0] ||
      !!forbidden('session', silently(() => Object.keys(sessionStorage)) ?? [])[0],
  }
}
