/** The four categories, in the order in which they are shown. A service belongs to exactly one. */
export const categories = ['necessary', 'preferences', 'analytics', 'marketing'] as const

export type Category = (typeof categories)[number]

/** The categories that a visitor is asked about; `necessary` is never asked. */
export const optionalCategories = ['preferences', 'analytics', 'marketing'] as const

export type OptionalCategory = (typeof optionalCategories)[number]
