import type { CreateTeller, Teller } from './teller.ts'

type Page = Record<string, unknown>

/** A page with nothing but its globals, a teller in it, and a visitor who has granted what stands in `granted`. */
export const aPage = <Follows>(create: CreateTeller<Follows>, follows: Follows, before: Page = {}) => {
  const page: Page = { ...before }
  Object.assign(globalThis, { window: page })
  const granted = new Set<string>()
  const teller: Teller = create(follows, (name) => granted.has(name), ['analytics', 'marketing', 'counter', 'pixel'])
  return {
    page,
    teller,
    /** The visitor grants these, and nothing else. */
    decide(...names: string[]) {
      granted.clear()
      for (const name of names) granted.add(name)
      teller.change()
    },
    /** An earlier page had this answer. */
    open(...names: string[]) {
      for (const name of names) granted.add(name)
      teller.first(names.length > 0)
    },
    /** A script of the page, whose globals are the page's, to its end and the microtasks behind it. */
    async run(code: string) {
      new Function('window', `with (window) { ${code} }`)(page)
      await Promise.resolve()
    },
  }
}

/** What stands in a queue, commands that are `arguments` objects as arrays. */
export const said = (queue: unknown): unknown[] =>
  (queue as unknown[]).map((entry) =>
    Object.prototype.toString.call(entry) === '[object Arguments]' ? Array.from(entry as ArrayLike<unknown>) : entry,
  )
