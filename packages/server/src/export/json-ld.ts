import type { PublishedPolicy } from '../sites/contract.ts'
import { makeConsentNotice } from './consent-notice.ts'
import { makeConsentRecord } from './consent-record.ts'
import type { ExportedEntry, PolicyOf } from './contract.ts'
import { context } from './dpv.ts'

// One document, which is no JSON until its last line: whoever gets a part of it notices. Every thing has a line of its own.

/** The first lines: what the names mean, and every policy of the site. A site has at least one. */
export const printGraphHead = (policies: readonly PublishedPolicy[]): string =>
  `{"@context":${JSON.stringify(context)},\n"@graph":[\n${policies.map((policy) => JSON.stringify(makeConsentNotice(policy))).join(',\n')}`

/** A decision; nothing for an entry that is none. */
export const printGraphNode = (exported: ExportedEntry, policyOf: PolicyOf): string => {
  const record = makeConsentRecord(exported, policyOf)
  return record ? `,\n${JSON.stringify(record)}` : ''
}

/** The last line. */
export const graphTail = '\n]}\n'
