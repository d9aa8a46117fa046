/** The families that the log tells apart: enough to see what a visitor used, too little to know a visitor by. */
export type Browser = 'Edge' | 'Opera' | 'Samsung Internet' | 'Firefox' | 'Chrome' | 'Safari' | 'Other'

// Nearly every browser claims to be Safari and most claim to be Chrome, so the first that fits in this order is the true one.
const families: readonly (readonly [Browser, RegExp])[] = [
  ['Edge', /\bEdg(e|A|iOS)?\//],
  ['Opera', /\b(OPR|OPT|OPX|OPiOS|Opera)\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(HeadlessChrome|Chrome|Chromium|CriOS)\//],
  ['Safari', /\bVersion\/[\d.]+ .*\bSafari\//],
]

/** The coarse family of a browser, from its User-Agent, which itself is never kept. */
export const browserOf = (userAgent: string | undefined): Browser =>
  families.find(([, pattern]) => pattern.test(userAgent?.slice(0, 1000) ?? ''))?.[0] ?? 'Other'
