import type { Policy } from '@kakburk/shared'

export { texts } from './text/index.ts'

/** The files of one site, as its pages load them. */
export type SiteFiles = {
  /** `gate.js`: the one address that is pasted, so its content changes with the policy. */
  gate: string
  /** Everything else by name. A name carries the hash of its content, so a file never changes. */
  files: Record<string, string>
}

/** Compiles a published policy into the files of its site. `name` is the policy's own name. */
export const compileSite = async (policy: Policy, name: string): Promise<SiteFiles> => ({
  gate: `/* ${policy.site} ${name} */`,
  files: {},
})

/** What the owner pastes first in `<head>`; `gateUrl` is where the server serves the site's gate. */
export const makeTag = (policy: Policy, gateUrl: string): string => `<script src="${gateUrl}"></script>${policy.site}`
