import type { Service } from '../service.ts'

export const metaServices: Service[] = [
  {
    id: 'facebook-pixel',
    name: 'Facebook pixel (Meta)',
    category: 'marketing',
    purpose: {
      sv: 'Berättar för Facebook och Instagram vad du tittar på, så att du får annonser därefter.',
      en: 'Tells Facebook and Instagram what you look at, so that you are shown ads to match.',
    },
    controller: 'Meta Platforms Ireland Limited',
    country: 'US',
    hosts: ['connect.facebook.net', 'www.facebook.com/tr'],
    cookies: [
      { name: '_fbp', lifetime: 'P90D' },
      { name: '_fbc', lifetime: 'P90D' },
      { name: 'fr', lifetime: 'P90D', domain: 'facebook.com' },
    ],
    storage: [],
    vendor: 'meta-pixel',
  },
]
