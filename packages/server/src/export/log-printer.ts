import type { ConsentLog, LoggedEntry } from '../log/contract.ts'
import type { PublishedPolicy, Sites } from '../sites/contract.ts'
import type { ExportedEntry, OpenPrinter } from './contract.ts'
import { createWriter } from './writer.ts'

/**
 * Printers of any log, through its contract: for a log that is not in the database of its sites. What came of checking
 * signatures is not part of that contract, so that none counts as checked.
 */
export const createLogPrinters =
  ({ log, sites }: { log: ConsentLog; sites: Sites }): OpenPrinter =>
  () => {
    const encoder = new TextEncoder()
    return {
      async print(job, part) {
        const policies = await readPolicies(sites, job.site)
        const writer = createWriter(job, (name) => policies.find((policy) => policy.name === name))
        if (part === 'head') return encoder.encode(writer.head(policies))
        if (part === 'tail') return encoder.encode(writer.tail)
        let text = ''
        for await (const logged of log.entries(job.site, part.start, part.end)) text += writer.entry(makeExported(logged))
        return encoder.encode(text)
      },
      async close() {},
    }
  }

const readPolicies = async (sites: Sites, site: string): Promise<PublishedPolicy[]> => {
  const names = await sites.policyNames(site)
  const found = await Promise.all(names.map((name) => sites.readPolicy(site, name)))
  return found.filter((policy) => policy !== undefined).reverse()
}

/** An entry of a log as printing needs it. */
export const makeExported = ({ index, text, leafHash, personal }: LoggedEntry): ExportedEntry => ({
  index,
  text,
  leafHash: Buffer.from(leafHash).toString('hex'),
  half: personal?.text,
  salt: personal?.salt,
  check: undefined,
})
