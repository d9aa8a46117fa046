import { type Language, localeOf, type Texts } from '@kakburk/shared'

/** `US` as "United States". */
export const countryInWords = (code: string, language: Language): string =>
  new Intl.DisplayNames(localeOf(language), { type: 'region' }).of(code) ?? code

const units = { Y: 'year', M: 'month', W: 'week', D: 'day', TH: 'hour', TM: 'minute', TS: 'second' } as const

/** `P2Y` as "2 år" or "2 years". `tab` is what ends with its tab. */
export const lifetimeInWords = (lifetime: string, texts: Pick<Texts, 'session' | 'tab' | 'untilDeleted'>, language: Language): string => {
  if (lifetime === 'session' || lifetime === 'tab') return texts[lifetime]
  const [, time = '', count = '', letter = ''] = /^P(T?)(\d+)([A-Z])$/.exec(lifetime) ?? []
  const unit = units[`${time}${letter}` as keyof typeof units]
  if (!unit) return texts.untilDeleted
  return new Intl.NumberFormat(localeOf(language), { style: 'unit', unit, unitDisplay: 'long' }).format(Number(count))
}
