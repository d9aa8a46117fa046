import type { Facts } from './facts.ts'

/** A Matomo of the shop's own. Where it stands only the owner knows, so a policy that uses it gives its `hosts`. */
export const matomoServices: Facts[] = [
  {
    id: 'matomo',
    name: 'Matomo',
    category: 'analytics',
    purpose: 'ownStatistics',
    controller: 'shop',
    hosts: [],
    cookies: [
      { name: '_pk_id*', lifetime: 'P13M' },
      { name: '_pk_ref*', lifetime: 'P6M' },
      { name: '_pk_ses*', lifetime: 'PT30M' },
      { name: '_pk_cvar*', lifetime: 'PT30M' },
      { name: '_pk_hsr*', lifetime: 'PT30M' },
      // By these Matomo remembers an answer of its own. It is told ours on every page and needs none, so they go when the yes goes.
      { name: 'mtm_consent', lifetime: 'P30Y' },
      { name: 'mtm_consent_removed', lifetime: 'P30Y' },
      { name: 'mtm_cookie_consent', lifetime: 'P30Y' },
    ],
    storage: [],
    vendor: 'matomo',
  },
]
