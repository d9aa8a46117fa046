/**
 * Canonical JSON (RFC 8785) of what the widget itself makes: objects of strings, whole numbers, booleans and null. For these
 * `JSON.stringify` writes each value as the RFC does, and sorting the names is all that remains. The server checks every byte.
 */
export const canonical = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? `{${Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`)
        .join()}}`
    : JSON.stringify(value)
