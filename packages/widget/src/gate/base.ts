/** Gives what was made for the address that the page's own are relative to, and makes it anew when that is another. */
export const perBase = <T>(make: (base: string) => T): (() => T) => {
  let base = ''
  let made: T
  return () => {
    const { baseURI } = document
    if (base !== baseURI) made = make(baseURI)
    base = baseURI
    return made
  }
}
