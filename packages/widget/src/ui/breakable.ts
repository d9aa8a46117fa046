/**
 * The name of a cookie, a key or an address in its words. Between them a line may break before it does within one; by a `<wbr>` that is
 * hidden from readers, since Chromium would make a blank of it there.
 */
export const wordsOf = (name: string): string[] => name.split(/(?<=[^_][-_.])/)
