import { createJudge, everything, type Grants, isGranted, type Rules } from '@kakburk/shared'
import { sourcesOf } from './allow.ts'
import type { Page } from './marker.ts'
import { isMere } from './parts.ts'

/** What is to become of one page for one visitor. */
export type Plan = {
  /** The address of the page. */
  page: string
  /** The consent server, if it is known. */
  ours: string | undefined
  /** The names that are not granted and that something with this mark and these addresses waits for. */
  missing(mark: string | null, addresses: readonly string[], page: Page): string[]
  /** Whether a link that stands in the headers must wait. */
  holdsLink(address: string, relations: string): boolean
  /** Whether an address is that of the site's gate. */
  isGate(address: string | undefined): boolean
  /** Held tags say what they wait for, since the gate has no rules of its own. */
  writesMarks: boolean
  /** Everything is granted, so the guard against the preload scanner would guard nothing. */
  leavesGuardOut: boolean
  /** What the guard lets through although it stands: without scripts nothing turns it off. */
  guardSources: string[]
}

/** What a plan is made of: `own` is the host under which the visitor reached the page, `ours` the consent server, if it is known. */
export type Given = {
  rules: Rules
  grants: Readonly<Grants>
  page: string
  own: string
  ours?: string | undefined
  writesMarks: boolean
}

export const makePlan = ({ rules, grants, page, own, ours, writesMarks }: Given): Plan => {
  const { judge } = createJudge(rules, own)
  const granted = grantedNames(rules, grants)
  const missing: Plan['missing'] = (mark, addresses, { base, ours }) =>
    judge(mark, addresses, base)
      .filter(({ name }) => !granted(name))
      .filter(({ name }) => name !== everything || !addresses.every((address) => isFrom(address, base, ours)))
      .map(({ name }) => name)
  return {
    page,
    ours,
    missing,
    holdsLink: (address, relations) =>
      !isMere(relations) && missing(null, [address], { base: page, ours: ours === undefined ? [] : [ours] }).length > 0,
    isGate: (address) => address !== undefined && new URL(address).pathname.endsWith(`/s/${rules.site}/gate.js`),
    writesMarks,
    guardSources: sourcesOf(rules.hosts ?? {}, (name) => name !== 'necessary' && granted(name)),
    leavesGuardOut: granted(everything) && Object.keys(rules.hosts ?? {}).every(granted),
  }
}

/** Whether a name is granted: of a service, of a category, or of everything. A name that the policy does not know never is. */
export const grantedNames = ({ services }: Pick<Rules, 'services'>, grants: Readonly<Grants>): ((name: string) => boolean) => {
  const byName = new Map(services.map((service) => [service.id, service]))
  return (name) =>
    name === everything
      ? services.every((service) => isGranted(service, grants))
      : isGranted(byName.get(name) ?? { id: name, category: name }, grants)
}

/** What comes from where the gate comes from is ours. */
const isFrom = (address: string, base: string, origins: readonly string[]): boolean =>
  URL.canParse(address, base) && origins.includes(new URL(address, base).origin)
