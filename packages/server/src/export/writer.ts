import type { PublishedPolicy } from '../sites/contract.ts'
import type { ExportedEntry, Format, Job, PolicyOf } from './contract.ts'
import { disarmRow, header, makeRow, printRow } from './csv.ts'
import { graphTail, printGraphHead, printGraphNode } from './json-ld.ts'
import { printJsonLine } from './json-lines.ts'
import { createPlainLinePrinter } from './plain-line.ts'

/** How a log is written: what comes first, of every policy of the site; each entry; and what comes last. */
export type Writer = {
  head(policies: readonly PublishedPolicy[]): string
  entry(exported: ExportedEntry): string
  tail: string
}

/** The writer of a format. It lives for the export, or longer: it remembers nothing that could change. */
export const createWriter = (job: Pick<Job, 'format' | 'spreadsheet'>, policyOf: PolicyOf): Writer => writers[job.format](job, policyOf)

const writers: Record<Format, (job: Pick<Job, 'spreadsheet'>, policyOf: PolicyOf) => Writer> = {
  csv({ spreadsheet }, policyOf) {
    const versionOf = (policy: string) => policyOf(policy)?.version
    const printPlain = createPlainLinePrinter(versionOf)
    const entry: Writer['entry'] = spreadsheet
      ? (exported) => printRow(disarmRow(makeRow(exported, versionOf)))
      : (exported) => printPlain(exported) ?? printRow(makeRow(exported, versionOf))
    return { head: () => (spreadsheet ? `\uFEFF${header}` : header), entry, tail: '' }
  },
  'json-lines': () => ({ head: () => '', entry: printJsonLine, tail: '' }),
  'json-ld': (_, policyOf) => ({
    head: printGraphHead,
    entry: (exported) => printGraphNode(exported, policyOf),
    tail: graphTail,
  }),
}
