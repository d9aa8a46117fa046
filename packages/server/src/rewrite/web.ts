import { gpcPath, makeGpcStatement } from '../gpc.ts'
import type { Rewriter } from './rewriter.ts'

/** Puts a rewriter between a visitor and whatever answers requests as the web platform has them. */
export const forWeb =
  (rewriter: Rewriter) =>
  async (request: Request, respond: (request: Request) => Response | Promise<Response>): Promise<Response> => {
    const { pathname, search, host } = new URL(request.url)
    if (pathname === gpcPath && /^(GET|HEAD)$/.test(request.method)) return statement()
    await rewriter.ready().catch(() => undefined)
    const headers = new Headers(request.headers)
    const asked = {
      host: headers.get('host') ?? host,
      path: pathname + search,
      cookies: headers.get('cookie') ?? undefined,
    }
    const visit = rewriter.begin(asked, headers)
    if (!visit) return respond(request)
    const answer = await respond(isChanged(request.headers, headers) ? new Request(request, { headers }) : request)
    const changed = new Headers(answer.headers)
    const marked = rewriter.answer(visit, { method: request.method, status: answer.status }, changed)
    if (!marked && !isChanged(answer.headers, changed)) return answer
    const body = marked?.hasBody ? answer.body?.pipeThrough(rewriter.stream(marked.plan)) : answer.body
    return new Response(body ?? null, { status: answer.status, statusText: answer.statusText, headers: changed })
  }

const statement = (): Response =>
  new Response(makeGpcStatement(), { headers: { 'Content-Type': 'application/json', 'Cache-Control': 'public, max-age=86400' } })

const isChanged = (before: Headers, after: Headers): boolean => JSON.stringify([...before]) !== JSON.stringify([...after])
