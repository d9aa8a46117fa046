/**
 * Canonical JSON (RFC 8785) of what the widget itself makes: objects of texts, whole numbers, booleans and null. The server checks every
 * byte, and pages are known to replace `JSON.stringify` or to give everything a `toJSON`.
 */
export const canonical = (value: unknown): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what JSON must escape
  if (typeof value === 'string') return `"${value.replace(/["\\\0-\x1f]/g, escaped)}"`
  if (typeof value !== 'object' || !value) return `${value}`
  return `{${Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${canonical(name)}:${canonical(member)}`)
    .join()}}`
}

const escaped = (character: string): string =>
  `\\${'btnfr"\\'['\b\t\n\f\r"\\'.indexOf(character)] ?? `u${character.charCodeAt(0).toString(16).padStart(4, '0')}`}`
