import { randomUUID } from 'node:crypto'
import { ConsentProblem, canonical, type Policy, policyName } from '@kakburk/shared'
import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Database } from '../db/open.ts'
import { policies, sites as siteTable } from '../db/schema.ts'
import type { Draft } from '../log/contract.ts'
import { createWriter, type LogOptions } from '../log/writer.ts'
import type { PublishedPolicy, Sites } from './contract.ts'

/** The sites in a SQLite database, beside their logs. */
export const createSites = (database: Database, options: LogOptions = {}): Sites => {
  const { orm } = database
  const writer = createWriter(database, options)
  const given = { site: sql.placeholder('site'), name: sql.placeholder('name') }
  // In SQL, since each request asks it.
  const currentName = database.connection.prepare<[string], { name: string }>('SELECT current_policy AS name FROM sites WHERE id = ?')
  const currentNames = orm
    .select({ site: siteTable.id, name: siteTable.currentPolicy })
    .from(siteTable)
    .orderBy(asc(siteTable.id))
    .prepare()
  const policyRow = orm
    .select()
    .from(policies)
    .where(and(eq(policies.site, given.site), eq(policies.name, given.name)))
    .prepare()
  const names = orm
    .select({ name: policies.name, version: policies.version })
    .from(policies)
    .where(eq(policies.site, given.site))
    .orderBy(desc(policies.version))
    .prepare()
  const setCurrent = orm
    .insert(siteTable)
    .values({ id: given.site, currentPolicy: given.name })
    .onConflictDoUpdate({ target: siteTable.id, set: { currentPolicy: sql`excluded.current_policy` } })
    .prepare()
  const insertPolicy = orm
    .insert(policies)
    .values({
      site: given.site,
      version: sql.placeholder('version'),
      name: given.name,
      document: sql.placeholder('document'),
      publishedAt: sql.placeholder('publishedAt'),
    })
    .prepare()

  // A published policy never changes, so it is read from the database once.
  const known = new Map<string, PublishedPolicy>()
  const readPolicy = (site: string, name: string): PublishedPolicy | undefined => {
    const key = `${site} ${name}`
    const row = known.has(key) ? undefined : policyRow.get({ site, name })
    if (row) known.set(key, parsePublished(row))
    return known.get(key)
  }

  const readCurrent = (site: string, name: string): PublishedPolicy => {
    const published = readPolicy(site, name)
    if (published) return published
    throw new ConsentProblem(
      'storage-unavailable',
      `site "${site}": its current policy, ${name}, is not in the database; publish one with "kakburk site add"`,
    )
  }

  const publish = (policy: Policy, name: string): boolean =>
    database.change(() => {
      const { site } = policy
      const isKnown = policyRow.get({ site, name }) !== undefined
      if (isKnown && currentName.get(site)?.name === name) return false
      setCurrent.run({ site, name })
      const [published] = writer.append([{ draft: makePublication(site, name) }])
      if (!published || published instanceof ConsentProblem) throw published
      if (!isKnown) {
        const version = (names.get({ site })?.version ?? 0) + 1
        insertPolicy.run({ site, version, name, document: canonical(policy), publishedAt: published.logged.entry.at })
      }
      return true
    })

  return {
    async readCurrent(site) {
      const current = currentName.get(site)
      return current && readCurrent(site, current.name)
    },
    async readPolicy(site, name) {
      return readPolicy(site, name)
    },
    async policyNames(site) {
      return names.all({ site }).map(({ name }) => name)
    },
    async list() {
      return currentNames.all().map(({ site, name }) => readCurrent(site, name))
    },
    async publish(policy) {
      const name = await policyName(policy)
      const isNew = publish(policy, name)
      const published = readPolicy(policy.site, name)
      if (!published) throw new Error(`policy ${name} was published and is not there`)
      return { published, isNew }
    },
  }
}

const makePublication = (site: string, policy: string): Draft => ({
  entry: { type: 'policy', id: randomUUID(), site, action: 'publish-policy', grants: {}, policy, previous: null },
  half: null,
})

/** Reads a row. The document was checked when it was published; a later version of the schema may ask for more than it has. */
const parsePublished = ({ document, name, version, publishedAt }: typeof policies.$inferSelect): PublishedPolicy => ({
  policy: JSON.parse(document) as Policy,
  name,
  version,
  publishedAt,
})
