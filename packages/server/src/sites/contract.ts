import { ConsentProblem, type Policy } from '@kakburk/shared'

/** A policy that was published. `version` counts the policies of its site: 1, 2, 3… */
export type PublishedPolicy = { policy: Policy; name: string; version: number; publishedAt: string }

/**
 * The sites, and every policy that they ever published. What another process publishes is seen at once. A current policy that is
 * not in the database is `storage-unavailable`, and no reason to take its site for one that never was.
 */
export interface Sites {
  /** The policy that a site's pages ask by now. */
  readCurrent(site: string): Promise<PublishedPolicy | undefined>
  /** A policy of a site by its name, current or not. */
  readPolicy(site: string, name: string): Promise<PublishedPolicy | undefined>
  /** The names of all policies of a site, newest first. */
  policyNames(site: string): Promise<string[]>
  /** The current policy of every site, by the site's id. */
  list(): Promise<PublishedPolicy[]>
  /** Makes a policy the current one of its site and logs that, in one. Publishing the current one again changes nothing. */
  publish(policy: Policy): Promise<{ published: PublishedPolicy; isNew: boolean }>
}

/** The current policy of a site. Throws `site-unknown`. */
export const requireCurrent = async (sites: Sites, site: string): Promise<PublishedPolicy> => {
  const current = await sites.readCurrent(site)
  if (!current) throw new ConsentProblem('site-unknown', `site: there is none called "${site}"`)
  return current
}
