import { type Category, type GoogleConsentType, type Grants, isGranted, type RuleService, type Rules } from '@kakburk/shared'

type ConsentState = Record<GoogleConsentType, 'granted' | 'denied'>

/** The category that a type follows when no service of the policy claims it. */
const categoryOf: Record<GoogleConsentType, Category> = {
  ad_storage: 'marketing',
  ad_user_data: 'marketing',
  ad_personalization: 'marketing',
  analytics_storage: 'analytics',
  functionality_storage: 'preferences',
  personalization_storage: 'preferences',
  security_storage: 'necessary',
}

/** Google Consent Mode v2: the state of all seven types. A type that several services claim is granted when each of them is. */
export const consentState = (services: readonly RuleService[], grants: Grants): ConsentState => {
  const state = {} as ConsentState
  for (const [type, category] of Object.entries(categoryOf) as [GoogleConsentType, Category][]) {
    const claiming = services.filter(({ google }) => google?.includes(type))
    const granted = claiming.length
      ? claiming.every((service) => isGranted(service, grants))
      : isGranted({ id: category, category }, grants)
    state[type] = granted ? 'granted' : 'denied'
  }
  return state
}

/** How long Google's tags wait for the update that follows the defaults, in milliseconds. */
const patience = 500

/**
 * Tells Google's tags: everything denied before any tag runs, then one update after each choice and on each later page.
 * Says nothing when the policy has no Google service or turns Consent Mode off.
 */
export const createGoogle = ({ services, consentMode }: Rules) => {
  if (consentMode === 'off' || !services.some(({ google }) => google)) return { defaults() {}, update() {} }
  return {
    defaults: () => push('consent', 'default', { ...consentState(services, {}), wait_for_update: patience }),
    update: (grants: Grants) => push('consent', 'update', consentState(services, grants)),
  }
}

/** Google's tags know a command by its being an `arguments` object; an array is another thing to them. */
const push: (...command: unknown[]) => void = function () {
  const page = window as { dataLayer?: unknown[] }
  page.dataLayer ??= []
  // biome-ignore lint/complexity/noArguments: see above
  page.dataLayer.push(arguments)
}
