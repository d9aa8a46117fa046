import type { Judge } from '@kakburk/shared'
import { perBase } from '../base.ts'
import type { MustWait } from '../queue.ts'

/** What has been judged on this page: a thing, and the rule that decided about it. */
export type Explained = {
  /** What it is: an element's name, `fetch`, `cookie`, … */
  kind: string
  address: string
  /** The service or category that must be granted; `*` for all of them. Absent for what nobody claims. */
  name?: string
  /** The address or mark that decided. */
  rule?: string
  held: boolean
}

/** More than this many different things of a kind are not remembered: a page may load for days. */
export const most = 500

/** Asks the judge for everything that is held back or let go, and remembers the answers. `ran` collects what has been let go. */
export const createVerdicts = (judge: Judge, isGranted: (name: string) => boolean, ran: Set<string>) => {
  const seen = new Map<string, Explained>()

  const note = (kind: string, address: string, verdict: { name?: string; rule?: string } | undefined, held: boolean): void => {
    if (seen.size < most) seen.set(`${kind} ${address}`, { kind, address, ...verdict, held })
  }

  /** Single addresses that nobody claims, under the base that the page has now: most calls ask for the same few. */
  const freeHere = perBase(() => new Set<string>())

  const mustWait: MustWait = (kind, addresses, mark = null) => {
    const free = freeHere()
    const address = addresses.join(' ')
    const single = mark === null && !addresses[1] && `${kind} ${address}`
    if (single && free.has(single)) return false
    const verdicts = judge(mark, addresses, document.baseURI)
    const held = verdicts.find(({ name }) => !isGranted(name))
    if (!held) for (const { name } of verdicts) ran.add(name)
    note(kind, address, held ?? verdicts[0], !!held)
    if (single && !verdicts[0] && free.size < most) free.add(single)
    return !!held
  }

  return {
    mustWait,
    note,
    /** Everything that was judged, oldest first. */
    explain: (): Explained[] => [...seen.values()],
  }
}

export type Verdicts = ReturnType<typeof createVerdicts>
