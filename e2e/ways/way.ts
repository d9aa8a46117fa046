import type { EngineName } from '../engines/contract.ts'

/** Addresses of the third party that belong to one way on one page, so that the server knows who asked. */
export type At = {
  /** A file of the third party; its ending says what it is. */
  file(name: string): string
  /** A file of the shop itself that goes on to the third party: a worker, a frame. */
  own(name: string): string
  /** An address at which already a connection counts. */
  connection(): string
  /** A name for a cookie or a storage key that the policy declares for the third party. */
  key: string
}

export const kinds = ['marked', 'twin', 'static', 'streamed', 'insertion', 'call', 'realm', 'storage'] as const
export type Kind = (typeof kinds)[number]

/** A way to reach a third party from a page, or to store something for it. */
export type Way = {
  id: string
  kind: Kind
  name: string
  part(at: At): Part
  /** Runs in the page when it has loaded. */
  act?(at: At): string
  headers?(at: At): Record<string, string>
  /** Where it stands matters, or it would disturb others: it is tried on a page of its own. */
  alone?: true
  /** The page comes in small pieces. */
  streamed?: true
  /** The page has no scripts, as in a browser that has them off; so it has no gate either. */
  scriptless?: true
  /** Made inert by its mark, so that it does nothing without the gate either. */
  inert?: true
  /** A call that was refused is not made again after a yes: the next page view makes it. */
  fails?: boolean
  /** What every browser, or the one that is named, asks for as often as it pleases. */
  often?: true | EngineName
}

export type Part = { head?: string; body?: string }

/** An inline script whose names are its own. */
export const script = (code: string): string => `<script>{ ${code} }</script>`

/** Text that is not `</script>` while it stands in a script. */
export const inScript = (html: string): string => JSON.stringify(html).replaceAll('</', '<\\/')
