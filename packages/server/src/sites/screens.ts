import { canonical } from '@kakburk/shared'
import type { Shown, SiteFiles } from '@kakburk/widget/compile'
import type Client from 'better-sqlite3'
import type { PublishedPolicy } from './contract.ts'

/** What visitors saw of a policy, from a moment on: `number` counts 1, 2, 3… within the policy, as this program was updated. */
export type Screen = { number: number; at: string; shown: Shown }

/** The files of the banner that showed each policy. Nothing here changes or removes one. */
export type Screens = {
  /** Keeps what shows a policy from now on, unless it is what was kept last. Throws what SQLite says. */
  keep(published: PublishedPolicy, showing: SiteFiles['showing']): void
  /** What showed a policy, the first one first; empty for a policy that there is not. */
  list(policy: string): Screen[]
  /** Keeps a file beside a policy's; one of that name that is kept already stays. */
  keepFile(policy: string, file: string, content: string): void
  /** A kept file of a policy. */
  readFile(policy: string, file: string): string | undefined
}

type Options = { now?: () => Date }

/** The screens in a SQLite database. The name of a policy is a hash that takes in its site, so that it is enough to find it by. */
export const createScreens = (connection: Client.Database, { now = () => new Date() }: Options = {}): Screens => {
  const siteOf = connection.prepare<[string], string>('SELECT site FROM policies WHERE name = ?').pluck()
  const read = connection
    .prepare<[string, string, string], string>('SELECT content FROM screens WHERE site = ? AND policy = ? AND file = ?')
    .pluck()
  // Not by `ON CONFLICT`: the trigger that refuses to change a file would speak first.
  const keepFile = connection.prepare<{ policy: string; file: string; content: string }>(
    `INSERT INTO screens (site, policy, file, content) SELECT site, name, @file, @content FROM policies
      WHERE name = @policy AND NOT EXISTS (SELECT 1 FROM screens WHERE policy = @policy AND file = @file)`,
  )

  const readFile = (policy: string, file: string): string | undefined => {
    const site = siteOf.get(policy)
    return site === undefined ? undefined : read.get(site, policy, file)
  }

  const list = (policy: string): Screen[] => {
    const screens: Screen[] = []
    for (let number = 1; ; number++) {
      const text = readFile(policy, `${number}.json`)
      if (text === undefined) return screens
      const { at, ...shown } = JSON.parse(text) as Shown & { at: string }
      screens.push({ number, at, shown })
    }
  }

  const isKept = (policy: string, shown: Shown): boolean => {
    const last = list(policy).at(-1)
    return last !== undefined && canonical(last.shown) === canonical(shown)
  }

  const add = connection.transaction(({ name: policy }: PublishedPolicy, { shown, files }: SiteFiles['showing']) => {
    if (isKept(policy, shown)) return
    // Names have the hash of the content: what is there under a name is the same.
    for (const [file, content] of Object.entries(files)) keepFile.run({ policy, file, content })
    // Not in canonical form: its first language is the policy's first.
    const content = `${JSON.stringify({ at: now().toISOString(), ...shown })}\n`
    keepFile.run({ policy, file: `${list(policy).length + 1}.json`, content })
  })

  return {
    // Without the write lock when there is nothing to write, as at most starts.
    keep(published, showing) {
      if (!isKept(published.name, showing.shown)) add.immediate(published, showing)
    },
    list,
    keepFile: (policy, file, content) => keepFile.run({ policy, file, content }),
    readFile,
  }
}

/** After a failure so many milliseconds pass until it is tried again. */
const pause = 10_000

/**
 * Keeps what a gate shows before it is served, once. A failure is reported and tried again later: a shop whose server cannot
 * write still needs its banner.
 */
export const createKeeping = (screens: Screens, { report, now }: { report: (error: unknown) => void; now: () => Date }) => {
  const kept = new Set<string>()
  let pausedUntil = 0
  return (published: PublishedPolicy, showing: SiteFiles['showing']): void => {
    if (kept.has(published.name) || now().getTime() < pausedUntil) return
    try {
      screens.keep(published, showing)
      kept.add(published.name)
    } catch (error) {
      pausedUntil = now().getTime() + pause
      report(error)
    }
  }
}
