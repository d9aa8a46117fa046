/** The texts about one's own receipts, by name. They are ours and stand in no policy: what was asked is not changed by them. */
export const mineTextKeys = [
  'title',
  'unavailable',
  'about',
  'none',
  'accept-all',
  'reject-all',
  'choose',
  'withdraw',
  'once',
  'grant-purpose',
  'refuse-purpose',
  'withdraw-purpose',
  'takeBack',
  'save',
  'link',
  'banner',
  'linkAbout',
  'stays',
] as const

/** All texts of "my choices" in one language. */
export type MineTexts = Record<(typeof mineTextKeys)[number], string>
