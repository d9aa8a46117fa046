import type { Policy } from '@kakburk/shared'
import type { SiteFiles } from '@kakburk/widget/compile'
import type { PublishedPolicy, Sites } from './contract.ts'
import { createServedText, type ServedText } from './served.ts'

/** Compiles a published policy into the files of its site: `compileSite` of the widget. */
export type Compile = (policy: Policy, name: string) => Promise<SiteFiles>

/** The files that the pages of a site load, compiled when they are first asked for. */
export type FileShelf = {
  /** The gate of a published policy. */
  readGate(published: PublishedPolicy): Promise<ServedText>
  /** A file by its name, of whichever policy of the site it came with: a page that is open keeps the files of its gate. */
  readFile(site: string, name: string): Promise<ServedText | undefined>
}

export const createFileShelf = (sites: Sites, compile: Compile): FileShelf => {
  const compiled = new Map<string, Promise<CompiledSite>>()
  const compileOnce = ({ policy, name }: PublishedPolicy): Promise<CompiledSite> => {
    const work = compiled.get(name) ?? compile(policy, name).then(makeCompiledSite)
    compiled.set(name, work)
    // A failure is not kept: the next request tries again.
    work.catch(() => compiled.delete(name))
    return work
  }

  return {
    async readGate(published) {
      return (await compileOnce(published)).gate
    },
    async readFile(site, name) {
      const failures: unknown[] = []
      for (const policyName of await sites.policyNames(site)) {
        const published = await sites.readPolicy(site, policyName)
        // A policy that this version of the widget cannot compile must not hide the files of the others.
        const compiledSite = published && (await compileOnce(published).catch((error) => void failures.push(error)))
        const file = compiledSite?.files.get(name)
        if (file) return file
      }
      if (failures.length > 0) throw failures[0]
      return undefined
    },
  }
}

type CompiledSite = { gate: ServedText; files: Map<string, ServedText> }

const makeCompiledSite = ({ gate, files }: SiteFiles): CompiledSite => ({
  gate: createServedText(gate),
  files: new Map(Object.entries(files).map(([name, text]) => [name, createServedText(text)])),
})
