import type { ExportedEntry } from './contract.ts'
import { isAboutPurpose, makeAnswers, printField } from './csv.ts'

/**
 * Prints the line of an entry without reading its JSON: canonical texts have one form, so that their fields can be cut out of
 * them. That takes half the time of reading them, and it is what an export spends its time on. Undefined for a text that is not
 * of that form, or has a field that must be quoted, or is escaped: `printRow` prints those.
 */
export const createPlainLinePrinter = (
  versionOf: (policy: string) => number | undefined,
): ((exported: ExportedEntry) => string | undefined) => {
  const answersOf = createAnswerPrinter()
  return ({ index, text, leafHash, half, check = 'unchecked' }) => {
    const entry = plainEntry.exec(text)
    const personal = half === undefined ? nothing : plainHalf.exec(half)
    // Of a purpose the grants are another column's.
    if (!entry || !personal || isAboutPurpose(entry[1] ?? '')) return
    const [, action, at, commitment, grants = '', id, policy = '', previous = '', site, type] = entry
    const [, browser = '', browserTime = '', country = '', language = '', page = '', visitor = ''] = personal
    return (
      `${index},${id},${type},${at},${browserTime},${site},${visitor},${action},${answersOf(grants)},,,${policy},` +
      `${versionOf(policy) ?? ''},${language},${country},${page},${browser},${previous},${commitment},` +
      `${half === undefined ? 'erased' : 'kept'},${check},${leafHash}\r\n`
    )
  }
}

/** A field without quotes, escapes and commas; canonical JSON escapes every line break. */
const field = '"([^"\\\\,]*)"'

const plainEntry = new RegExp(
  `^\\{"action":${field},"at":${field},"commitment":${field},"grants":\\{([^}\\\\]*)\\},"id":${field},"policy":${field},` +
    `"previous":(?:null|${field}),"site":${field},"type":${field},"v":1\\}$`,
)

const plainHalf = new RegExp(
  `^\\{"browser":${field},"browserTime":${field},(?:"country":${field},)?"key":\\{[^}\\\\]*\\},"language":${field},"page":${field},` +
    `"signature":"[^"\\\\]*"(?:,"visitor":${field})?\\}$`,
)

const nothing: readonly (string | undefined)[] = []

/** Prints the answers of grants, given as the members of their canonical JSON. A site has few that differ, and they come again and again. */
const createAnswerPrinter = (): ((members: string) => string) => {
  const known = new Map<string, string>()
  return (members) => {
    const found = known.get(members)
    if (found !== undefined) return found
    if (known.size >= 1000) known.clear()
    const printed = printAnswers(members)
    known.set(members, printed)
    return printed
  }
}

const printAnswers = (members: string): string => {
  const { preferences, analytics, marketing, services } = makeAnswers(JSON.parse(`{${members}}`))
  return [preferences, analytics, marketing, printField(services)].join(',')
}
