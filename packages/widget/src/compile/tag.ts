import type { Policy } from '@kakburk/shared'

/**
 * What the owner pastes first in `<head>`. Where the gate judges unmarked tags, a guard stands right behind it: a policy for
 * the browser's preload scanner, which the gate turns into a comment (see `gate/guard.ts`). It lists the essential hosts,
 * which are all that loads when the gate itself cannot. The empty comment at the end ends the gate's one where a template has
 * escaped the end inside the attribute.
 */
export const makeTag = (policy: Policy, gateUrl: string): string => {
  const src = inAttribute(gateUrl)
  if (policy.blocking === 'marked') return `<script src="${src}"></script>`
  const sources = ["'self'", "'unsafe-inline'", 'data:', 'blob:', new URL(gateUrl).origin, ...essentialHosts(policy)]
  return (
    `<script src="${src}" data-guard></script>\n` +
    `<meta http-equiv="Content-Security-Policy" content="default-src ${[...new Set(sources)].join(' ')}" data-end="--><meta name=kakburk "><!---->`
  )
}

/** Hosts of the necessary services, and their subdomains. */
const essentialHosts = (policy: Policy): string[] =>
  policy.services
    .filter(({ category }) => category === 'necessary')
    .flatMap(({ hosts }) => hosts)
    .map((host) => host.split(/[/?]/)[0] ?? '')
    .flatMap((host) => [host, `*.${host}`])

const entities: Record<string, string> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' }

const inAttribute = (text: string): string => text.replace(/[&"<>]/g, (character) => entities[character] ?? '')
