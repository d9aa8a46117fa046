import { localized, type Policy } from '@kakburk/shared'
import type Client from 'better-sqlite3'
import { isAboutPurpose } from '../export/csv.ts'
import { createScreens } from '../sites/screens.ts'
import type { Facts } from './facts.ts'

/** What a report tells of a log, counted. */
export type Statistics = {
  policy: Policy
  first: string
  last: string
  /** How often each action was done. */
  actions: Count[]
  /** Decisions about cookies by month: how many, and of them how many yes and no to each category. */
  months: Month[]
  policies: PolicyCount[]
  /** How often each purpose that is not a cookie was answered, with what it is called by language. */
  purposes: PurposeCount[]
  erasures: { at: string; index: number; count: number; reason: string }[]
  kept: number
  /** What services are called in the newest policy that has them, by language. */
  names: Record<string, Record<string, string>>
  signatures: { valid: number; wrong: number; unchecked: number }
  accesses: { who: string; action: string; count: number; last: string }[]
  keys: { verifier: string; createdAt: string; retiredAt: string | null }[]
  checkpoints: number
  screens: { policy: string; number: number; at: string; languages: string[] }[]
}

type Count = { name: string; count: number }
type Month = { month: string; decisions: number; withdrawals: number; answers: Record<string, { yes: number; no: number }> }
type PolicyCount = { name: string; version: number; publishedAt: string; decisions: number }
type PurposeCount = { id: string; names: Record<string, string>; yes: number; no: number; withdrawn: number }
type Group = { month: string; type: string; action: string; policy: string; grants: string; count: number }

/** Counts what a log holds. */
export const readStatistics = (connection: Client.Database, { site, size }: Facts): Statistics => {
  const all = <Row>(sql: string) => connection.prepare<[string], Row>(sql).all(site)
  const one = <Row>(sql: string) => connection.prepare<[string], Row>(sql).get(site) as Row
  const groups = all<Group>(
    `SELECT substr(at, 1, 7) AS month, entry ->> '$.type' AS type, entry ->> '$.action' AS action, entry ->> '$.policy' AS policy,
      entry -> '$.grants' AS grants, count(*) AS count FROM entries WHERE site = ? GROUP BY 1, 2, 3, 4, 5 ORDER BY 1`,
  )
  const { wrong, valid } = one<{ wrong: number; valid: number }>(
    'SELECT count(*) FILTER (WHERE valid = 0) AS wrong, count(*) FILTER (WHERE valid = 1) AS valid FROM signature_checks WHERE site = ?',
  )
  const signed = one<{ count: number }>(
    `SELECT count(*) AS count FROM personal_halves WHERE site = ? AND half <> '' AND half ->> '$.signature' IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM signature_checks AS checks WHERE checks.site = personal_halves.site AND checks."index" = personal_halves."index")`,
  ).count
  const policies = all<{ name: string; version: number; publishedAt: string; document: string }>(
    'SELECT name, version, published_at AS publishedAt, document FROM policies WHERE site = ? ORDER BY version',
  ).map(({ document, ...rest }) => ({ ...rest, policy: JSON.parse(document) as Policy }))
  const current = one<{ name: string }>('SELECT current_policy AS name FROM sites WHERE id = ?').name
  return {
    policy: (policies.find(({ name }) => name === current) ?? policies.at(-1))?.policy as Policy,
    ...one<{ first: string; last: string }>('SELECT min(at) AS first, max(at) AS last FROM entries WHERE site = ?'),
    actions: sum(groups, ({ action }) => action),
    months: makeMonths(groups.filter(isDecision)),
    policies: policies.map(({ policy, ...rest }) => ({
      ...rest,
      decisions: groups.filter((group) => isDecision(group) && group.policy === rest.name).reduce((total, { count }) => total + count, 0),
    })),
    purposes: countPurposes(
      groups.filter(({ action }) => isAboutPurpose(action)),
      policies.map(({ policy }) => policy),
    ),
    names: nameServices(policies.map(({ policy }) => policy)),
    erasures: all(
      `SELECT at, "index", json_array_length(entry, '$.erased') AS count, coalesce(entry ->> '$.reason', '') AS reason
        FROM entries WHERE site = ? AND entry ->> '$.type' = 'erasure' ORDER BY "index"`,
    ),
    kept: one<{ count: number }>("SELECT count(*) AS count FROM personal_halves WHERE site = ? AND half <> ''").count,
    signatures: { valid, wrong, unchecked: signed },
    accesses: all(
      'SELECT who, action, count(*) AS count, max(at) AS last FROM accesses WHERE site = ? GROUP BY who, action ORDER BY last DESC',
    ),
    keys: all(
      'SELECT verifier, created_at AS createdAt, retired_at AS retiredAt FROM site_keys WHERE site = ? ORDER BY retired_at IS NULL, created_at',
    ),
    checkpoints: connection.prepare('SELECT count(*) FROM checkpoints WHERE site = ? AND size <= ?').pluck().get(site, size) as number,
    screens: policies.flatMap(({ name }) =>
      createScreens(connection)
        .list(name)
        .map(({ number, at, shown }) => ({ policy: name, number, at, languages: Object.keys(shown.languages) })),
    ),
  }
}

const nameServices = (policies: readonly Policy[]): Statistics['names'] =>
  Object.fromEntries(
    policies.flatMap(({ services, languages }) =>
      services.map(({ id, name }) => [id, Object.fromEntries(languages.map((language) => [language, localized(name, language)]))]),
    ),
  )

const countPurposes = (groups: readonly Group[], policies: readonly Policy[]): PurposeCount[] => {
  const counts = new Map<string, PurposeCount>()
  for (const { action, grants, count } of groups)
    for (const id of Object.keys(JSON.parse(grants))) {
      const purpose = counts.get(id) ?? { id, names: namePurpose(id, policies), yes: 0, no: 0, withdrawn: 0 }
      purpose[action === 'grant-purpose' ? 'yes' : action === 'withdraw-purpose' ? 'withdrawn' : 'no'] += count
      counts.set(id, purpose)
    }
  return [...counts.values()].sort((one, other) => (one.id < other.id ? -1 : 1))
}

/** What a purpose is called in the newest policy that has a name for it. */
const namePurpose = (id: string, policies: readonly Policy[]): PurposeCount['names'] =>
  Object.fromEntries(
    policies.flatMap(({ purposes = [], languages }) =>
      purposes.flatMap(({ id: one, name }) =>
        one === id && name !== undefined ? languages.map((language) => [language, localized(name, language)]) : [],
      ),
    ),
  )

const isDecision = ({ type, action }: Group): boolean =>
  (type === 'consent' || type === 'withdrawal') && action !== 'once' && !isAboutPurpose(action)

const sum = (groups: readonly Group[], nameOf: (group: Group) => string): Count[] => {
  const counts = new Map<string, number>()
  for (const group of groups) counts.set(nameOf(group), (counts.get(nameOf(group)) ?? 0) + group.count)
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count)
}

const makeMonths = (groups: readonly Group[]): Month[] =>
  [...new Set(groups.map(({ month }) => month))].map((month) => {
    const own = groups.filter((group) => group.month === month)
    const answers: Month['answers'] = {}
    for (const { grants, count } of own)
      for (const [name, granted] of Object.entries(JSON.parse(grants) as Record<string, boolean>)) {
        answers[name] ??= { yes: 0, no: 0 }
        answers[name][granted ? 'yes' : 'no'] += count
      }
    const total = (list: readonly Group[]) => list.reduce((before, { count }) => before + count, 0)
    return { month, decisions: total(own), withdrawals: total(own.filter(({ type }) => type === 'withdrawal')), answers }
  })
