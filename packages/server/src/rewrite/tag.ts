import { heldPrefix, inertType } from '@kakburk/shared'
import { blank, needsAddress, type Part, partsOf } from './parts.ts'
import { createReader, type Tag } from './reader.ts'

/** Which of the parts of a tag must wait, and for what: the names that are not granted. */
export type Waiting = (parts: Part[]) => { attribute: string; names: string[] }[]

/** More changes than this no tag needs; a tag that needs them is not one that we understand. */
const most = 100

/**
 * A start tag in its held form: what waits has another name, and everything else stays as it is written. Read anew after each change,
 * until nothing of it loads: where an attribute stands twice, the second would take effect when the first has gone.
 * `mark`: the tag also says what it waits for, for a gate that has no rules of its own.
 */
export const holdTag = (written: string, waiting: Waiting, { text = '', scripting = true, mark = false } = {}): string => {
  const names = new Set<string>()
  let held = written
  for (let count = 0; count < most; count++) {
    const tag = readTag(held)
    const [first] = waiting(partsOf(tag, { text, scripting }))
    if (!first) return mark && names.size > 0 ? withMark(held, tag, names) : held
    for (const name of first.names) names.add(name)
    held = first.attribute === '' ? withType(held, tag) : withHeld(held, tag, first.attribute)
  }
  throw new RangeError('a tag that cannot be held')
}

/** Leaves attributes out of a tag. */
export const withoutAttribute = (written: string, { attributes, start }: Tag, name: string): string => {
  const place = attributes.find((attribute) => attribute.name === name)
  return place ? written.slice(0, place.start - start).trimEnd() + written.slice(place.end - start) : written
}

const readTag = (written: string): Tag => {
  let found: Tag | undefined
  const ignore = () => undefined
  createReader({
    onTag(tag) {
      found ??= tag
    },
    onText: ignore,
    onEndTag: ignore,
    onOther: ignore,
  }).read(written)
  if (!found) throw new TypeError('a tag that is none when it is read again')
  return found
}

const withHeld = (written: string, tag: Tag, name: string): string => {
  const place = tag.attributes.find((attribute) => attribute.name === name)
  if (!place) throw new TypeError(`a tag without ${name}`)
  return insert(written, place.start, needsAddress(tag) ? `${name}="${blank}" ${heldPrefix}` : heldPrefix)
}

const withType = (written: string, { name, attributes }: Tag): string => {
  const type = attributes.find((attribute) => attribute.name === 'type')
  if (type) return insert(written, type.start, `type="${inertType}" ${heldPrefix}`)
  return insert(written, behindName(name), ` type="${inertType}" ${heldPrefix}type=""`)
}

/** What several services have a share in waits for everything. */
const withMark = (written: string, tag: Tag, names: ReadonlySet<string>): string =>
  tag.attributes.some(({ name }) => name === 'data-consent')
    ? written
    : insert(written, behindName(tag.name), ` data-consent="${names.size === 1 ? [...names][0] : '*'}"`)

const behindName = (name: string): number => 1 + name.length

const insert = (text: string, at: number, more: string): string => text.slice(0, at) + more + text.slice(at)
