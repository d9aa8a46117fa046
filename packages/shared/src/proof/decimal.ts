/** A size or an index in decimal digits; nothing for what JavaScript would write in another way, or cannot count up to. */
export const readDecimal = (text: string): number | undefined => {
  if (!/^(?:0|[1-9][0-9]*)$/.test(text)) return undefined
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : undefined
}
