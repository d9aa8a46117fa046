/** One link of a `Link` header: what is written, where it points and what it is for. */
type Link = { written: string; address: string; relations: string }

/**
 * A `Link` header without the links that must wait: a browser preloads what it names before it has read a byte of the page. Undefined
 * when none is left.
 */
export const withoutHeld = (header: string, isHeld: (address: string, relations: string) => boolean): string | undefined => {
  const links = readLinks(header)
  const left = links.filter(({ address, relations }) => !isHeld(address, relations))
  if (left.length === links.length) return header
  return left.length > 0 ? left.map(({ written }) => written).join(', ') : undefined
}

/** `<https://a.example/b,c>; rel=preload; as="x, y", <…>`: a comma may stand in an address and in quotes (RFC 8288, 3). */
const readLinks = (header: string): Link[] =>
  [...header.matchAll(/<([^>]*)>((?:"(?:[^"\\]|\\.)*"|[^",])*)/g)].map(([written, address = '', parameters = '']) => ({
    written: written.trim(),
    address,
    relations: /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;"]+))/i.exec(parameters)?.slice(1).join('') ?? '',
  }))
