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
  /** Calls after every decision. Returns the function that stops it. */
  on(event: 'change', listener: (state: ConsentState) => void): () => void
  /** What has been held back and let go on this page, and the rule that decided about each thing. */
  explain(): Explained[]
}

declare global {
  interface Window {
    kakburk?: Kakburk
  }
}
