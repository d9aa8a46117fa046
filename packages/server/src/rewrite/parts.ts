import { addressesIn, everywhereAttributes, heldPrefix, inertType, loadingAttributes, loadingElements, loadsByText } from '@kakburk/shared'
import type { Tag } from './reader.ts'

/** Something that a tag makes the browser load: by an attribute, or by its type when that is empty. `mark` is the owner's. */
export type Part = { attribute: string; addresses: string[]; mark: string | null }

/**
 * What a tag loads, as the gate finds it on a page. `text` is what a style sheet or module holds. What waits already, by us or by
 * the owner's mark, is no part. `scripting`: whether the browser that sees the tag runs scripts.
 */
export const partsOf = (tag: Tag, { text = '', scripting = true } = {}): Part[] => {
  if (isTyped(tag)) return typedParts(tag, text)
  // Where scripts run, going on to another page is the page's own affair; where they do not, it is a way to count them.
  return tag.name === 'meta' && !scripting ? refreshParts(tag) : attributeParts(tag)
}

/** What stands in for the address of an embedded object that waits: without one it has no size. */
export const blank = 'about:blank'

/** Whether a browser gives an element no room when its address is taken away. */
export const needsAddress = ({ name }: Tag): boolean => name === 'object' || name === 'embed'

/** Whether the text of an element must be known to judge it. */
export const isJudgedByText = (tag: Tag): boolean => isTyped(tag) && loadsByText(tag.name, readValue(tag, 'type'))

/** Whether an element is held by its type. */
export const isTyped = ({ name }: Tag): boolean => name === 'script' || name === 'style'

export const readValue = ({ attributes }: Tag, name: string): string | null => {
  const attribute = attributes.find((attribute) => attribute.name === name)
  return attribute ? asWritten(attribute.value) : null
}

/** Whether an element is held by its type, by us or by the owner's mark. */
const isInert = (tag: Tag): boolean =>
  readValue(tag, 'type')?.toLowerCase() === inertType &&
  (readValue(tag, 'data-consent') !== null || readValue(tag, `${heldPrefix}type`) !== null)

const typedParts = (tag: Tag, text: string): Part[] => {
  const mark = readValue(tag, 'data-consent')
  const parts = ['href', 'xlink:href'].flatMap((name): Part[] => {
    const address = readValue(tag, name)
    // Chromium 156 fetches the script of a drawing ahead, whatever its type is.
    return address === null || tag.name === 'style' ? [] : [{ attribute: name, addresses: [address], mark }]
  })
  if (isInert(tag)) return parts
  const addresses = [readValue(tag, 'src') ?? [], parts.flatMap(({ addresses }) => addresses), judgedText(tag, text)].flat()
  return [{ attribute: '', addresses, mark }, ...parts]
}

const judgedText = (tag: Tag, text: string): string[] => (isJudgedByText(tag) ? addressesIn('', asWritten(text)) : [])

/** A style sheet that waits already, as a part. */
export const inertParts = (tag: Tag, text: string): Part[] =>
  tag.name === 'style' && isInert(tag) ? [{ attribute: '', addresses: judgedText(tag, text), mark: readValue(tag, 'data-consent') }] : []

const loaders = new Set(loadingElements.map((name) => name.toLowerCase()))
const everywhere = new Set<string>(everywhereAttributes)
const loading = new Set<string>(loadingAttributes)

const attributeParts = (tag: Tag): Part[] => {
  const parts: Part[] = []
  const isLoader = loaders.has(tag.name)
  for (const { name, value } of tag.attributes) {
    if (everywhere.has(name)) parts.push(...partOf(name, asWritten(value), null))
    else if (isLoader && loading.has(name) && !(value === blank && needsAddress(tag))) {
      const mark = readValue(tag, 'data-consent')
      if (tag.name === 'link' && mark === null && isMere(readValue(tag, 'rel') ?? '')) continue
      parts.push(...partOf(name, asWritten(value), mark))
    }
  }
  return parts
}

const partOf = (attribute: string, value: string, mark: string | null): Part[] => {
  const addresses = addressesIn(attribute, value)
  return addresses.length > 0 || mark !== null ? [{ attribute, addresses, mark }] : []
}

/** A page that goes on to another by itself. */
const refreshParts = (tag: Tag): Part[] => {
  if (readValue(tag, 'http-equiv')?.toLowerCase() !== 'refresh') return []
  const [, address] = /^[\s\d.]*[;,\s]\s*(?:url\s*=\s*)?["']?([^"']+)/i.exec(readValue(tag, 'content') ?? '') ?? []
  return address === undefined ? [] : [{ attribute: 'content', addresses: [address.trim()], mark: null }]
}

/** Relations that no browser loads anything for. Search engines read them in the source, so they stay. */
const mere =
  'alternate amphtml author bookmark canonical edituri external help license me nofollow noopener noreferrer pingback prev privacy-policy profile publisher search self shortlink tag terms-of-service webmention wlwmanifest'.split(
    ' ',
  )

/** Whether a link of these relations loads nothing. */
export const isMere = (relations: string): boolean =>
  relations
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((relation) => mere.includes(relation))

/**
 * A value of which each character stands for one byte, as a text: UTF-8 where the bytes are that, else as they are. What came from a
 * character reference (`&eacute;`) is a character already.
 */
const asWritten = (value: string): string => (/[\x80-\xff]/.test(value) ? value.replace(/[\x80-\xff]+/g, decode) : value)

const decode = (bytes: string): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)))
  } catch {
    return bytes
  }
}
