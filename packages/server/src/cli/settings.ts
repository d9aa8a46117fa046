import { InvalidArgumentError } from 'commander'

/** What the environment says, with defaults. */
export type Settings = {
  database: string
  host: string
  port: number
  url: string | undefined
  countryHeader: string | undefined
  addressHeader: string | undefined
  /** Private keys. Nothing but the log may see them: they stand in no message. */
  secrets: string | undefined
}

/** The environment variables, for the help text. */
export const settingsHelp = `
Environment:
  KAKBURK_DATABASE        the database file (default: kakburk.db)
  KAKBURK_URL             the address at which the public reaches this server (default: http://localhost:PORT)
  KAKBURK_KEYS            private keys of the logs, with spaces between them, instead of those in the folder DATABASE.keys
  KAKBURK_COUNTRY_HEADER  the header in which a proxy that you trust says the visitor's country, such as CF-IPCountry
  KAKBURK_ADDRESS_HEADER  the one in which it says the visitor's address, such as X-Forwarded-For: who guesses secrets is slowed by it
  KAKBURK_BROWSER         the Chromium, Chrome or Edge in which policies are measured (default: one on the PATH), or none
  PORT                    the port to listen on (default: 8787)
  HOST                    the address to listen on (default: 127.0.0.1, this machine alone; 0.0.0.0 for all, as in a container)
`

/** Reads the environment. Throws an `InvalidArgumentError` that names the variable. */
export const readSettings = (env: Readonly<Record<string, string | undefined>>): Settings => {
  const { KAKBURK_URL: url, KAKBURK_COUNTRY_HEADER: countryHeader, KAKBURK_ADDRESS_HEADER: addressHeader, KAKBURK_KEYS: secrets } = env
  return {
    database: env.KAKBURK_DATABASE || 'kakburk.db',
    host: env.HOST || '127.0.0.1',
    port: named('PORT', () => parsePort(env.PORT || '8787')),
    url: url ? named('KAKBURK_URL', () => parseAddress(url)) : undefined,
    countryHeader: countryHeader ? named('KAKBURK_COUNTRY_HEADER', () => parseHeaderName(countryHeader)) : undefined,
    addressHeader: addressHeader ? named('KAKBURK_ADDRESS_HEADER', () => parseHeaderName(addressHeader)) : undefined,
    secrets: secrets || undefined,
  }
}

/** The address at which the public reaches the server, unless anyone says another: this machine, for trying things out. */
export const localAddress = (port: number): string => `http://localhost:${port}`

/** The host that logs are named after. */
export const publicHost = ({ url, port }: { url?: string | undefined; port: number }): string => new URL(url ?? localAddress(port)).host

export const parsePort = (text: string): number => {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError(`Expected a port from 0 to 65535, got "${text}".`)
  return Number(text)
}

/** A public address without the slash at its end, so that paths can be put to it. */
export const parseAddress = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
    throw new InvalidArgumentError(`Expected an address such as "https://consent.shop.example", got "${text}".`)
  }
  return url.href.replace(/\/+$/, '')
}

const parseHeaderName = (text: string): string => {
  if (!/^[\w-]+$/.test(text)) throw new InvalidArgumentError(`Expected the name of a header such as CF-IPCountry, got "${text}".`)
  return text
}

const named = <T>(name: string, read: () => T): T => {
  try {
    return read()
  } catch (error) {
    throw error instanceof InvalidArgumentError ? new InvalidArgumentError(`${name}: ${error.message}`) : error
  }
}
