import { readFileSync } from 'node:fs'
import type { Service } from '@kakburk/shared'
import { withPort, writtenPort } from './hosts.ts'

export const siteIds = ['window-shop', 'platform-shop', 'app-shop'] as const

export type SiteId = (typeof siteIds)[number]

/** A policy file as its owner wrote it, as far as the examples look into it; `parsePolicyFile` checks it whole. */
export type WrittenPolicy = {
  site: SiteId
  origins: string[]
  services: (string | ({ use: string } & Partial<Omit<Service, 'id'>>))[]
}

/**
 * The policy files of all shops, for shops that listen on `port`. On disk they hold the stand-ins' hosts: an entry such as
 * `{ "use": "google-analytics", "hosts": ["google-analytics.localhost"] }` keeps all that the catalogue says but the hosts.
 * A real shop writes `"google-analytics"` alone.
 */
export const policies = (port: number = writtenPort): Record<SiteId, WrittenPolicy> => ({
  'window-shop': readPolicy('window-shop', port),
  'platform-shop': readPolicy('platform-shop', port),
  'app-shop': readPolicy('app-shop', port),
})

const readPolicy = (site: SiteId, port: number): WrittenPolicy =>
  JSON.parse(withPort(readFileSync(new URL(`./${site}/policy.json`, import.meta.url), 'utf8'), port))
