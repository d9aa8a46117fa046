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
  /**
   * What stands in today for a file that no policy compiles to any more: after an update of this program the gates in caches, and
   * on pages that are open, still name the files of before. Undefined when the file might have been of another policy.
   */
  readSuccessor(current: PublishedPolicy, name: string, now: Date): Promise<ServedText | undefined>
}

/** `keep` is told what a gate shows before the gate is given out. */
export const createFileShelf = (
  sites: Sites,
  compile: Compile,
  keep: (published: PublishedPolicy, showing: SiteFiles['showing']) => void,
): FileShelf => {
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
      const { gate, showing } = await compileOnce(published)
      keep(published, showing)
      return gate
    },
    async readFile(site, name) {
      // Whoever asks for just anything must not have every policy compiled that there ever was.
      if (!isOurs(name)) return undefined
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
    async readSuccessor(current, name, now) {
      const isNewest = (await sites.policyNames(current.policy.site))[0] === current.name
      if (!isOurs(name) || !mayStandIn(current, { name, isNewest, now })) return undefined
      const { files } = await compileOnce(current)
      return [...files].find(([known]) => stemOf(known) === stemOf(name))?.[1]
    },
  }
}

/** Files that show no word of a policy, and files that do. */
const [wordless, worded] = [
  ['choose', 'deliver', 'explain', 'history'],
  ['banner', 'declaration', 'mine', 'note', 'placeholder', 'preferences'],
]

const isOurs = (name: string): boolean => [...wordless, ...worded].some((stem) => name.startsWith(`${stem}.`))

/** `banner.sv` of `banner.sv.Ab3-_x9Z.js`: what a file is, without the hash of its content. */
const stemOf = (name: string): string => name.split('.').slice(0, -2).join('.')

const day = 86_400_000

/**
 * Whether a file of the current policy may be shown for one that is gone. The gate that asks logs the name of its own policy:
 * was that an earlier one, the log would say that a visitor answered words which were never shown. So the policy must be the
 * only one, or a day old, which is longer than caches keep a gate and most pages stay open. Files without words may always.
 */
const mayStandIn = (
  { version, publishedAt }: PublishedPolicy,
  { name, isNewest, now }: { name: string; isNewest: boolean; now: Date },
): boolean => wordless.includes(stemOf(name)) || (isNewest && (version === 1 || now.getTime() - Date.parse(publishedAt) > day))

type CompiledSite = { gate: ServedText; files: Map<string, ServedText>; showing: SiteFiles['showing'] }

const makeCompiledSite = ({ gate, files, showing }: SiteFiles): CompiledSite => ({
  gate: createServedText(gate),
  showing,
  files: new Map(Object.entries(files).map(([name, text]) => [name, createServedText(text)])),
})
