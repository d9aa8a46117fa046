/** Tells one vendor's tags what the visitor has answered, by the vendor's own call. */
export type Teller = {
  /** Before any tag of the page runs: no to everything, and when the visitor has decided, then their answer. */
  first(decided: boolean): void
  /** After every decision, here or in another tab. */
  change(): void
  /** Something that was taken back is still running, and the page is about to be loaded anew. */
  silence?(): void
}

/**
 * What the file of each vendor exports as `create`. `follows` says what a yes is made of: for Google by consent type, for the others
 * the services that must all be granted. `names` are all services and categories that the visitor is asked about.
 */
export type CreateTeller<Follows = readonly string[]> = (
  follows: Follows,
  isGranted: (name: string) => boolean,
  names: readonly string[],
) => Teller
