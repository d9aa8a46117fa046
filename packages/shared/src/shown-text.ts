/** At most so many UTF-16 units are kept of what stands beside a box: with escapes and all else they fit a receipt's 8192 bytes. */
export const shownTextLimit = 2000

/** A text in one line: what is white space becomes one space, what cannot be seen or has no form in UTF-8 is left out, and the end of a very long one is cut. */
export const makeShownText = (text: string): string => {
  const line = text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim()
  return line.length <= shownTextLimit ? line : `${wholeCharacters(line.slice(0, shownTextLimit - 1)).trimEnd()}…`
}

/** Without the half of a character at its end. */
const wholeCharacters = (text: string): string => text.replace(/[\ud800-\udbff]$/, '')
