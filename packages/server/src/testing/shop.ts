import { type Policy, parsePolicyFile, policyName } from '@kakburk/shared'
import { texts } from '@kakburk/widget/compile'

/** What an owner might write: one necessary service, one for analytics, two for marketing. */
export const policyFile = {
  site: 'window-shop',
  origins: ['https://shop.example', 'http://localhost:3000'],
  controller: { name: 'Fönsterbutiken AB', contact: 'hej@shop.example', privacyPage: 'https://shop.example/integritet' },
  languages: ['sv', 'en'],
  services: ['shop-cart', 'google-analytics', 'facebook-pixel', 'youtube'],
}

/** That policy, with what differs. */
export const aPolicy = (
  differing: Partial<Record<keyof typeof policyFile | 'blocking' | 'cookieDomain' | 'lifetimeDays', unknown>> = {},
): Policy => parsePolicyFile({ ...policyFile, ...differing }, texts)

/** The name of `aPolicy()`. */
export const policyId = await policyName(aPolicy())
