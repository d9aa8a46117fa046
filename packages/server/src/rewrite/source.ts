import { makeSite, type Wider } from './site.ts'
import type { KnownSite } from './visit.ts'

/** Where a rewriter has its site from. */
export type Source = {
  /** The site as it is known now; undefined as long as nothing could be had. */
  current(): KnownSite | undefined
  /** Settles when the first attempt to get it has. Rejects when that failed. */
  ready(): Promise<void>
}

export type SourceOptions = {
  /** A policy as it is written or published, the path of a file with one, or the address of a published one. */
  policy: unknown
  blocking?: Wider
  /** The consent server's own address, when that is not where the policy comes from. */
  server?: string | undefined
  report: (message: string) => void
  now: () => Date
  fetch: typeof fetch
}

/** How old a fetched policy may be before it is fetched anew, and how soon an attempt that failed is made again; milliseconds. */
const fresh = 300_000
const pause = 5_000
/** How long a fetch may last. */
const patience = 5_000

export const createSource = ({ policy, blocking, server, report, now, fetch }: SourceOptions): Source => {
  const address = typeof policy === 'string' && /^https?:\/\//.test(policy) ? policy : undefined
  const ours = server ?? address
  let current: KnownSite | undefined
  let due = Number.POSITIVE_INFINITY

  const load = async (): Promise<void> => {
    due = Number.POSITIVE_INFINITY
    try {
      const value = address === undefined ? await readGiven(policy) : await readFrom(address, fetch)
      current = await makeSite(value, { blocking, ours: ours && new URL(ours).origin })
      if (address !== undefined) due = now().getTime() + fresh
    } catch (error) {
      if (address !== undefined) due = now().getTime() + pause
      throw error
    }
  }

  const first = load()
  const tell = (error: unknown) =>
    report(
      `the policy cannot be had${current ? '; the last one goes on' : ', so pages pass unmarked'}: ${error instanceof Error ? error.message : error}`,
    )
  first.catch(tell)

  return {
    current() {
      // Nobody waits for this one: the next visitor has it.
      if (now().getTime() >= due) load().catch(tell)
      return current
    },
    ready: () => first,
  }
}

const readGiven = async (policy: unknown): Promise<unknown> => {
  if (typeof policy !== 'string') return policy
  const { readFile } = await import('node:fs/promises')
  return JSON.parse((await readFile(policy, 'utf8')).replace(/^\ufeff/, ''))
}

const readFrom = async (address: string, fetch: typeof globalThis.fetch): Promise<unknown> => {
  const answer = await fetch(address, { signal: AbortSignal.timeout(patience) })
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`)
  return answer.json()
}
