/** The services of the catalogue that are called by a word of each language, by their ids. All others have a name of their own. */
export const namedServices = [
  'shop-cart',
  'shop-session',
  'login-session',
  'remembered-login',
  'csrf-token',
  'newsletter',
  'klarna-checkout',
  'klarna-messaging',
] as const

/**
 * What a service may be for, by name; several may be for the same. In braces stands what is filled in: `{name}`, the service's own name.
 */
export const purposes = [
  'cart',
  'visit',
  'login',
  'rememberedLogin',
  'formProtection',
  'newsletter',
  'payment',
  'payInParts',
  'statistics',
  'ownStatistics',
  'recordings',
  'ads',
  'bingAds',
  'facebookAds',
  'tiktokAds',
  'otherTags',
  'videos',
  'maps',
  'posts',
] as const

export type NamedService = (typeof namedServices)[number]
export type Purpose = (typeof purposes)[number]

/** What one language calls services, and says of what they are for. */
export type CatalogueTexts = { names: Record<NamedService, string>; purposes: Record<Purpose, string> }
