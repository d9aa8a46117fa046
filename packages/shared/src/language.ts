/** The languages in which we have every text, as BCP 47 tags. The first language of a policy is its fallback. */
export const languages = ['sv', 'en'] as const

export type Language = (typeof languages)[number]

/**
 * The language to show: the first of `offered` whose primary subtag is that of `wanted` (`sv-FI` finds `sv`), else the
 * first that is offered. `wanted` is what the page says in its `lang` attribute and may be anything.
 */
export const chooseLanguage = <L extends string>(wanted: string, offered: readonly [L, ...L[]]): L => {
  const primary = wanted.toLowerCase().split('-')[0]
  return offered.find((language) => language === primary) ?? offered[0]
}
