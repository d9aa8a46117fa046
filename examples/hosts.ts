/** The port in every address that the files here hold: pages, policies and stand-ins are written for it. */
export const writtenPort = 4871

export const shopHosts = {
  windowShop: 'fonster.localhost',
  platformShop: 'butik.localhost',
  react: 'react.localhost',
  vue: 'vue.localhost',
} as const

/** The same text for another port. An empty port is that of the scheme, which addresses leave out. */
export const withPort = (text: string, port: number | string): string =>
  text.replaceAll(`.localhost:${writtenPort}`, port === '' ? '.localhost' : `.localhost:${port}`)
