import type { Policy } from '@kakburk/shared'

/**
 * What the owner pastes first in `<head>`. Where the gate judges unmarked tags, a guard stands right behind it: a policy for
 * the browser's preload scanner, which the gate turns into a comment (see `gate/guard.ts`). It lists the essential hosts,
 * which are all that loads when the gate itself cannot. WebKit's scanner obeys no policy, but passes over what stands in a template
 * and counts their tags wherever they stand: to it the outer one never ends, while to a parser the inner one is an element of SVG
 * that ends with its drawing. The empty comment at the end ends the gate's one where a template has escaped the end inside the
 * attribute. What a page runs of its own is not restricted, so that a shop whose consent server is away still
 * works, `eval` and odd ports included. In strict mode the tag is the same: the policy that is then in force is one that the
 * gate makes, so that a pasted tag holds for as long as the hosts do, whichever of the two modes is on.
 */
export const makeTag = (policy: Policy, gateUrl: string): string => {
  const src = inAttribute(gateUrl)
  if (policy.blocking === 'marked') return `<script src="${src}"></script>`
  const sources = ["'self'", "'unsafe-inline'", "'unsafe-eval'", 'data:', 'blob:', new URL(gateUrl).origin, ...essentialHosts(policy)]
  return (
    `<script src="${src}" data-guard></script>\n` +
    `<meta http-equiv="Content-Security-Policy" content="default-src ${[...new Set(sources)].join(' ')}">` +
    '<template><svg><template></svg></template><meta data-end="--><meta name=kakburk "><!---->'
  )
}

/**
 * The shop's own domain, the hosts of the necessary services and those that the owner calls essential, each with its subdomains.
 * What loads before a yes because it obeys what it is told is not among them: without the gate nobody tells it.
 */
const essentialHosts = ({ services, cookieDomain, essentialHosts = [] }: Policy): string[] =>
  [
    ...(cookieDomain === undefined ? [] : [cookieDomain]),
    ...services.filter(({ category }) => category === 'necessary').flatMap(({ hosts }) => hosts),
    ...essentialHosts,
  ]
    .map((host) => host.split(/[/?]/)[0] ?? '')
    // A source for `ws:` is one for `wss:` as well (CSP 3, 6.7.2.8); one without a scheme is for neither.
    .flatMap((host) => ['', 'ws://'].flatMap((scheme) => [`${scheme}${host}:*`, `${scheme}*.${host}:*`]))

const entities: Record<string, string> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' }

const inAttribute = (text: string): string => text.replace(/[&"<>]/g, (character) => entities[character] ?? '')
