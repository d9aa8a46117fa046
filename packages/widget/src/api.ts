import type { Grants } from '@kakburk/shared'
import type { Explained } from './gate/ways/verdicts.ts'

/** What the page can learn of the visitor's consent. */
export type ConsentState = {
  /** Whether the visitor has answered the question that is asked today. */
  decided: boolean
  /** Yes or no for each category, and `true` for each service granted on its own. */
  grants: Readonly<Grants>
  /** Name of the policy that was answered. */
  policy?: string
  /** When, ISO 8601. */
  decidedAt?: string
  /** Id of the receipt; absent when nothing is granted. */
  receipt?: string
}

/**
 * A log that was seen to have one history and shows another: its operator has changed what visitors were shown to be logged, or has put
 * back an old copy. Both are checkpoints that it has signed: evidence to hand to an auditor as it is.
 */
export type Fork = { seen: string; now: string }

/** What a visitor has answered about a purpose beside cookies. Its receipt is on its way to the log. */
export type PurposeEvent = { purpose: string; granted: boolean; receipt: string }

/** What listeners are called with, by the name of the event. */
export type Events = {
  /** After every decision. */
  change: ConsentState
  /** When the log of consents shows two histories. */
  fork: Fork
  /** When the form of a box with `data-kakburk-purpose` is sent, and when such a yes is taken back in "my choices". */
  purpose: PurposeEvent
}

/** `window.kakburk`: the one global. Nothing here throws. */
export type Kakburk = {
  get(): ConsentState
  acceptAll(): void
  rejectAll(): void
  /** Grants or refuses the categories and services that are named, and leaves the others as they are. */
  set(wish: Readonly<Record<string, boolean>>): void
  /** Takes back everything that was granted. */
  withdraw(): void
  /** Opens the preferences. */
  open(): void
  /** Calls at every event of that name. Returns the function that stops it. */
  on<Name extends keyof Events>(event: Name, listener: (what: Events[Name]) => void): () => void
  /** What has been held back and let go on this page, and the rule that decided about each thing. */
  explain(): Explained[]
}

declare global {
  interface Window {
    kakburk?: Kakburk
  }
}
