import { withForm } from './conditions.ts'
import { withoutHeld } from './links.ts'
import type { Plan } from './plan.ts'
import type { Visit } from './visit.ts'

/** Headers of an answer, of whichever server. A header that stands more than once reads as one, with commas. */
export type AnswerHeaders = {
  get(name: string): string | null
  set(name: string, value: string): void
  append(name: string, value: string): void
  delete(name: string): void
}

/** A visit, with the form of the page that the browser has and the shop was asked about. */
export type Begun = Visit & { restored: string | undefined }

/** What becomes of the body of an answer: its form, when it is to be marked. */
export type Marked = { plan: Plan; hasBody: boolean } | undefined

/**
 * Makes the headers of a page right for what becomes of it, and tells whether its body is to be marked. Whatever is no page, or is one
 * that cannot be read, is left as it is.
 */
export const prepare = (visit: Begun, { method, status }: { method: string; status: number }, headers: AnswerHeaders): Marked => {
  const tag = headers.get('etag')
  if (status === 304) {
    if (visit.restored !== undefined && tag !== null) headers.set('etag', withForm(tag, visit.restored))
    return
  }
  if (!isPage(headers.get('content-type'))) return
  // A cache that many share may give this page to a visitor who has decided otherwise, and not all heed `Vary`.
  const marksForAll = visit.marksTags && isShared(headers)
  const { form } = marksForAll && !visit.sendsHeader ? visit.undecided : visit.own
  headers.set('vary', withCookie(headers.get('vary')))
  if (tag !== null) headers.set('etag', withForm(tag, form))
  // The time says nothing of the form.
  headers.delete('last-modified')
  if (visit.allowList !== undefined) headers.append('content-security-policy', visit.allowList)
  if (!visit.marksTags) return
  const plan = (marksForAll ? visit.undecided : visit.own).plan()
  const link = headers.get('link')
  if (link !== null) {
    const left = withoutHeld(link, plan.holdsLink)
    if (left === undefined) headers.delete('link')
    else if (left !== link) headers.set('link', left)
  }
  if (isEncoded(headers.get('content-encoding'))) {
    visit.report('a page was compressed before it could be marked; put the rewriter between the shop and what compresses')
    return
  }
  if (status === 206) return
  for (const name of ofTheBytes) headers.delete(name)
  return { plan, hasBody: method !== 'HEAD' && status !== 204 && status !== 205 }
}

/** Headers that say something of the bytes. */
const ofTheBytes = ['content-length', 'content-md5', 'digest', 'content-digest', 'repr-digest', 'accept-ranges']

/** HTML in an encoding in which a tag is written in ASCII. */
const isPage = (type: string | null): boolean => {
  const [name = '', ...parameters] = (type ?? '').toLowerCase().split(';')
  return name.trim() === 'text/html' && !/charset\s*=\s*"?\s*(utf-?(16|32|7)|ucs|iso-10646|unicode|iso-2022|hz-)/.test(parameters.join(';'))
}

const isEncoded = (encoding: string | null): boolean => encoding !== null && !/^\s*(identity)?\s*$/i.test(encoding)

const isShared = (headers: AnswerHeaders): boolean =>
  ['cache-control', 'cdn-cache-control', 'surrogate-control'].some((name) =>
    name === 'cache-control'
      ? /\b(public|s-maxage=[1-9])/i.test(headers.get(name) ?? '')
      : /\bmax-age=[1-9]/i.test(headers.get(name) ?? ''),
  )

const withCookie = (vary: string | null): string => {
  const names = (vary ?? '').split(',').flatMap((name) => name.trim() || [])
  return names.some((name) => name === '*' || name.toLowerCase() === 'cookie') ? names.join(', ') : [...names, 'Cookie'].join(', ')
}
