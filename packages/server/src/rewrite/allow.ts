import { everything, type Rules } from '@kakburk/shared'

/**
 * The Content-Security-Policy that holds everything back which is not granted: an allow-list of hosts. What comes from them, and inline
 * code, stays what the shop's own policy makes of it, since two policies both count. Undefined when everything is granted.
 */
export const makeAllowList = (
  { hosts = {} }: Rules,
  granted: (name: string) => boolean,
  origins: readonly string[],
): string | undefined => {
  if (granted(everything)) return
  const allowed = sourcesOf(hosts, granted)
  const sources = ["'self'", "'unsafe-inline'", "'unsafe-eval'", "'wasm-unsafe-eval'", 'data:', 'blob:', ...origins, ...allowed]
  return `default-src ${[...new Set(sources)].join(' ')}`
}

/** The hosts that belong to what is granted, as sources of a policy. */
export const sourcesOf = (hosts: NonNullable<Rules['hosts']>, granted: (name: string) => boolean): string[] =>
  Object.entries(hosts)
    .filter(([name]) => granted(name))
    .flatMap(([, texts]) => texts.split(' '))
    .map((text) => text.replace(/[/?].*/, ''))
    // Without a port, a host stands for the port of its scheme alone.
    .flatMap((host) => [host, `*.${host}`].flatMap((source) => ['', 'ws://', 'wss://'].map((scheme) => `${scheme}${source}:*`)))
