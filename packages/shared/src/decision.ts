/** Yes or no by name: every category that was asked about, and `true` for each service that was granted on its own. */
export type Grants = Record<string, boolean>

/** What a visitor chose, as it holds in the browser. */
export type Decision = {
  /** The policy that was shown: `sha256-…`. */
  policy: string
  /** The question that was answered (see `questionName`); when it is no longer asked, the visitor is asked again. */
  question: string
  grants: Grants
  /** The browser's clock, in whole seconds since 1970. */
  decidedAt: number
  /** The receipt of this decision; absent when nothing is granted, so that a no leaves no identifier. */
  receipt?: string
}

/** What a visitor did about cookies, as the log calls it. `once` is no decision: one held thing was let through, and nothing else changed. */
export const cookieActions = ['accept-all', 'reject-all', 'choose', 'withdraw', 'once'] as const

/** What a visitor did about a purpose beside cookies, such as a newsletter. It never follows, nor is followed by, what they did about cookies. */
export const purposeActions = ['grant-purpose', 'refuse-purpose', 'withdraw-purpose'] as const

export const actions = [...cookieActions, ...purposeActions] as const

export type CookieAction = (typeof cookieActions)[number]
export type PurposeAction = (typeof purposeActions)[number]
export type Action = (typeof actions)[number]

/** The purpose that an entry or a receipt is about; undefined for one about cookies. Its grants then name that purpose and nothing else. */
export const purposeOf = ({ action, grants }: { action: string; grants: Readonly<Grants> }): string | undefined =>
  isPurposeAction(action) ? Object.keys(grants)[0] : undefined

/** Whether an action is about a purpose beside cookies. */
export const isPurposeAction = (action: string): action is PurposeAction => action.endsWith('-purpose')

/** What was done about a purpose. Taking back a yes is a withdrawal; a no where there was none is a refusal. */
export const purposeActionOf = (granted: boolean, followsYes: boolean): PurposeAction => {
  if (granted) return 'grant-purpose'
  return followsYes ? 'withdraw-purpose' : 'refuse-purpose'
}

/** A service as far as granting goes. */
export type Grantable = { id: string; category: string }

/** Whether a service may run. What nobody asked about is not granted; what is necessary always is. */
export const isGranted = (service: Grantable, grants: Readonly<Grants>): boolean =>
  service.category === 'necessary' || isYes(grants, service.category) || isYes(grants, service.id)

/** A page may have put anything on the prototype of every object. */
const isYes = (grants: Readonly<Grants>, name: string): boolean => own(grants, name) === true

const own = (answers: Readonly<Record<string, boolean>>, name: string): boolean | undefined =>
  Object.hasOwn(answers, name) ? answers[name] : undefined

/** Whether anything at all was granted. */
export const grantsAnything = (grants: Readonly<Grants>): boolean => Object.values(grants).includes(true)

/** A first no: nothing is granted and nothing went before. */
export const isFirstNo = ({ grants, previous }: { grants: Readonly<Grants>; previous: string | null }): boolean =>
  previous === null && !grantsAnything(grants)

/** Whether a receipt is signed by a key that is made for it and forgotten, so that it belongs to no visitor: a first no, and `once`. */
export const hasOneTimeKey = (receipt: { action: Action; grants: Readonly<Grants>; previous: string | null }): boolean =>
  receipt.action === 'once' || isFirstNo(receipt)

/** Whether grants are those of `once`: one service that can be refused, and not a word on anything else. */
export const isOneService = (services: readonly Grantable[], grants: Readonly<Grants>): boolean => {
  const [granted, ...others] = Object.entries(grants)
  return (
    granted !== undefined &&
    others.length === 0 &&
    granted[1] &&
    services.some(({ id, category }) => id === granted[0] && category !== 'necessary')
  )
}

/**
 * The grants that a wish comes to. `wish` names categories and services; a service's own answer goes before its
 * category's. A category is granted only as a whole: with one service refused, the others are granted one by one.
 */
export const makeGrants = (services: readonly Grantable[], wish: Readonly<Record<string, boolean>>): Grants => {
  const asked = services.filter((service) => service.category !== 'necessary')
  const wanted = (service: Grantable) => (own(wish, service.id) ?? own(wish, service.category)) === true
  const grants: Grants = {}
  for (const { category } of asked) {
    grants[category] = asked.every((service) => service.category !== category || wanted(service))
  }
  for (const service of asked) {
    if (!grants[service.category] && wanted(service)) grants[service.id] = true
  }
  return grants
}

/**
 * A wish that changes what it names and leaves the rest as it is granted now. A category stands for all its services;
 * a service that is named as well has its own answer.
 */
export const changeWish = (
  services: readonly Grantable[],
  grants: Readonly<Grants>,
  change: Readonly<Record<string, boolean>>,
): Record<string, boolean> =>
  Object.fromEntries(
    services.map((service) => [service.id, own(change, service.id) ?? own(change, service.category) ?? isGranted(service, grants)]),
  )

/** What a decision amounts to. Taking back the last yes is a withdrawal, however it was said. */
export const actionOf = (grants: Readonly<Grants>, followsYes: boolean): Exclude<CookieAction, 'once'> => {
  if (!grantsAnything(grants)) return followsYes ? 'withdraw' : 'reject-all'
  return Object.values(grants).includes(false) ? 'choose' : 'accept-all'
}
