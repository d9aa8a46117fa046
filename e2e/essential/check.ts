import type { Page as Tab } from 'playwright-core'
import type { Asked, Page, Shop } from './shop.ts'

/** Something that a shop does, and what comes of it: without us, and so with us in every mode and state. */
export type Check = {
  name: string
  /** The page on which it happens. */
  page?: (at: (host: string, path: string) => string) => Page
  /** Does it and tells what came of it. */
  run(tools: Tools): Promise<unknown>
  gives: unknown
  /** What the browser itself tells the console meanwhile. */
  says?: string[]
}

export type Tools = {
  tab: Tab
  shop: Shop
  /** An address of the shop, as this visitor has it. */
  own(path: string): string
  /** What was asked for at a path, query included or not; oldest first. */
  askedFor(path: string): Asked[]
}

/** A check that one function of the page makes up. */
export const inPage = (name: string, run: () => unknown, gives: unknown, says: string[] = []): Check => ({
  name,
  run: ({ tab }) => tab.evaluate(run),
  gives,
  says,
})

/** A check of what the source of the page loads: `tell` is asked once everything has. */
export const inSource = (name: string, page: NonNullable<Check['page']>, tell: () => unknown, gives: unknown): Check => ({
  name,
  page,
  run: ({ tab }) => tab.evaluate(tell),
  gives,
})
