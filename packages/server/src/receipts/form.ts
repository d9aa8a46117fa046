import { createHash, randomBytes } from 'node:crypto'
import { actionOf, type Decision, type Grants, grantsAnything } from '@kakburk/shared'
import type { Draft, LoggedEntry } from '../log/contract.ts'
import type { Circumstances } from './draft.ts'

/** What a visitor without scripts has answered on the server's own page. */
export type Answered = { id: string; site: string; policy: string; grants: Grants; language: string; page: string }

/**
 * What is logged of it. Nobody signs it, so it follows nothing and takes nothing back: the id of an earlier yes, which is all that
 * such a browser has, stands in every export. A yes has a visitor made for it, by whom its holder can take it back.
 */
export const makeFormDraft = ({ id, site, policy, grants, language, page }: Answered, { browser, country }: Circumstances): Draft => ({
  entry: { action: actionOf(grants, false), grants, id, policy, previous: null, site, type: 'consent' },
  half: {
    browser,
    by: 'form',
    ...(country !== undefined && { country }),
    language,
    page,
    ...(grantsAnything(grants) && { visitor: randomBytes(32).toString('base64url') }),
  },
})

/** The decision that the browser shall keep of an entry. */
export const makeFormDecision = ({ entry: { id, policy, grants, at } }: LoggedEntry, question: string): Decision => ({
  policy,
  question,
  grants,
  decidedAt: Math.floor(Date.parse(at) / 1000),
  ...(grantsAnything(grants) && { receipt: id }),
})

/** The id of an answer (a UUID of version 8, RFC 9562), the same when a form is sent twice: by its ticket, what it says, and what was kept before. */
export const formId = (ticket: string, grants: Grants, kept: string): string => {
  const hex = createHash('sha256')
    .update(JSON.stringify([ticket, grants, kept]))
    .digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
