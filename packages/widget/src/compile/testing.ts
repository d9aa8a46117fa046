import { type Policy, parsePolicyFile } from '@kakburk/shared'
import { texts } from '../text/index.ts'

/** A service as an owner describes one whole; `differing` names only what matters to a test. */
export const aService = (id: string, category: string, differing: Record<string, unknown> = {}) => ({
  id,
  name: id,
  category,
  purpose: { sv: `Varför ${id}`, en: `Why ${id}` },
  controller: 'shop',
  hosts: [],
  cookies: [],
  ...differing,
})

/** Services of every category, ours and others', with and without anything that is kept. */
export const someServices = [
  aService('cart', 'necessary', { cookies: [{ name: 'cart', lifetime: 'session' }] }),
  aService('checkout', 'necessary', { controller: 'Pay AB', country: 'SE', hosts: ['checkout.pay.example', 'pay.example/kassa'] }),
  aService('remember', 'preferences', { name: { sv: 'Förbli inloggad', en: 'Stay logged in' } }),
  aService('statistics', 'analytics', {
    controller: 'Counting Inc.',
    country: 'US',
    hosts: ['counting.example'],
    cookies: [{ name: '_count', lifetime: 'P2Y' }],
  }),
  aService('adverts', 'marketing', {
    controller: 'Adverts Ltd',
    country: 'US',
    hosts: ['adverts.example/tag?id=A-'],
    cookies: [
      { name: '_ad_*', lifetime: 'P90D' },
      { name: 'AD', lifetime: 'P13M', domain: 'adverts.example' },
      { name: 'try', lifetime: 'PT15M' },
    ],
    storage: [
      { key: '_ad_ls', area: 'local' },
      { key: '_ad_ss', area: 'session' },
    ],
  }),
  aService('pixel', 'marketing', { controller: 'Pixel Ltd', country: 'US', hosts: ['pixel.example'] }),
]

/** A policy as an owner writes it and the server completes it with our own texts; `differing` names only what matters to a test. */
export const aPolicy = (differing: Record<string, unknown> = {}): Policy =>
  parsePolicyFile(
    {
      site: 'shop',
      origins: ['https://www.shop.example'],
      controller: { name: 'Fönsterbutiken AB', contact: 'hej@shop.example', privacyPage: 'https://www.shop.example/integritet' },
      languages: ['sv', 'en'],
      services: someServices,
      ...differing,
    },
    texts,
  )
