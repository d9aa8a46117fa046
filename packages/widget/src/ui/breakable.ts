/**
 * The name of a cookie, a key or an address in its words. Between them a line may break before it does within one; by `<wbr>`, which
 * is neither copied nor read out.
 */
export const wordsOf = (name: string): string[] => name.split(/(?<=[^_][-_.])/)
