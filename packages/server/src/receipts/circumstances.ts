import { browserOf } from './browser.ts'
import type { Circumstances } from './draft.ts'

/** What the log keeps of a request's headers: the family of the browser, and the country when a trusted proxy says it in `countryHeader`. */
export const readCircumstances = (headers: Headers, countryHeader: string | undefined): Circumstances => {
  const country = readCountry(countryHeader && headers.get(countryHeader))
  return { browser: browserOf(headers.get('User-Agent') ?? undefined), ...(country !== undefined && { country }) }
}

/** An ISO 3166-1 code; proxies say XX, and others ZZ, for an address that they cannot place. */
const readCountry = (header: string | null | undefined): string | undefined =>
  header && /^(?!XX|ZZ)[A-Z]{2}$/.test(header) ? header : undefined
