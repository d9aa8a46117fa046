import { type AnswerHeaders, type Begun, type Marked, prepare } from './answer.ts'
import { createPage, type Page } from './bytes.ts'
import type { Plan } from './plan.ts'
import type { Wider } from './site.ts'
import { createSource } from './source.ts'
import { createPageStream } from './stream.ts'
import { type Asked, makeVisit, type RequestHeaders, restore, sendsHeader } from './visit.ts'

export type RewriterOptions = {
  /** A policy as it is written or published, the path of a file with one, or the address of a published one (`…/s/SITE/policy.json`). */
  policy: unknown
  /** Holds more than the site's own gate does: with a policy whose `blocking` is `marked`, the gate stays the lightest there is. */
  blocking?: Wider
  /** The address of the consent server as the public knows it, where the policy does not come from there. */
  server?: string
  /** Whether tags are brought into their held form. */
  tags?: boolean
  /** Whether a Content-Security-Policy goes with each page. It cannot be lifted in a page that is open, so the site must be strict. */
  header?: boolean
  /** Told what goes wrong, once each. */
  report?: (message: string) => void
  now?: () => Date
  fetch?: typeof fetch
}

/** The server's twin of the gate: brings pages into the form that a visitor's decision gives them, before they leave. */
export type Rewriter = {
  /** Settles when the policy is there; rejects when it cannot be had. */
  ready(): Promise<void>
  /** What holds for a request, and makes its headers right for the shop. Undefined as long as there is no policy: then all passes. */
  begin(asked: Asked, headers: RequestHeaders): Begun | undefined
  /** Makes the headers of an answer right, and tells whether and how its body is to be marked. */
  answer(visit: Begun, answer: { method: string; status: number }, headers: AnswerHeaders): Marked
  page(plan: Plan): Page
  stream(plan: Plan): TransformStream<Uint8Array, Uint8Array>
  /** A whole page, as it is for a visitor who has not decided. Throws what `ready` does. */
  markForAll(html: string, path: string): Promise<string>
}

export const createRewriter = ({
  policy,
  blocking,
  server,
  tags = true,
  header = false,
  report = (message) => console.warn(`kakburk: ${message}`),
  now = () => new Date(),
  fetch = globalThis.fetch,
}: RewriterOptions): Rewriter => {
  const told = new Set<string>()
  const reportOnce = (message: string) => {
    if (!told.has(message)) report(message)
    told.add(message)
  }
  const onFault = (error: unknown) => reportOnce(`a page passes unmarked from here on: ${error instanceof Error ? error.message : error}`)
  const source = createSource({ policy, blocking, server, report: reportOnce, now, fetch })
  const means = { tags, header }

  const begin: Rewriter['begin'] = (asked, headers) => {
    const site = source.current()
    if (!site) return
    if (header && !sendsHeader(site, means)) reportOnce('a header needs a policy that is strict: only there a yes loads the page anew')
    const visit = makeVisit(site, means, asked, { report: reportOnce, now: now() })
    return { ...visit, restored: restore(visit, headers) }
  }

  return {
    ready: source.ready,
    begin,
    answer: prepare,
    page: (plan) => createPage(plan, onFault),
    stream: (plan) => createPageStream(plan, onFault),
    async markForAll(html, path) {
      await source.ready()
      const visit = begin({ host: undefined, path, cookies: undefined }, noHeaders)
      if (!visit) throw new Error('no policy')
      let fault: unknown
      const page = createPage(visit.undecided.plan(), (error) => {
        fault = error
      })
      const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
      const marked = decoder.decode(page.push(new TextEncoder().encode(html)), { stream: true }) + decoder.decode(page.end())
      if (fault) throw fault
      return marked
    },
  }
}

const noHeaders: RequestHeaders = { get: () => null, set: () => undefined, delete: () => undefined }
