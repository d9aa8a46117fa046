import { parsePolicyFile, policyName } from '@kakburk/shared'
import { texts } from '@kakburk/widget/compile'

export const site = 'window-shop'
export const host = 'consent.example'
export const origin = 'https://shop.example'

/** What a shop might ask: one necessary service, one for analytics, two for marketing. */
export const policyFile = {
  site,
  origins: [origin],
  controller: { name: 'Fönsterbutiken AB', contact: 'hej@shop.example', privacyPage: 'https://shop.example/integritet' },
  languages: ['sv', 'en'],
  services: ['shop-cart', 'google-analytics', 'facebook-pixel', 'youtube'],
}

export const policy = parsePolicyFile(policyFile, texts)
export const policyId = await policyName(policy)
