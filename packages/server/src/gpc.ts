/** Where a site says that it honours Global Privacy Control. */
export const gpcPath = '/.well-known/gpc.json'

/** What it says there: always yes, and the day since when. It is a word on the site and the same for every visitor. */
export const makeGpcStatement = (): string => JSON.stringify({ gpc: true, lastUpdate: '2026-11-21' })
