import type { Facts } from './facts.ts'

export const metaServices: Facts[] = [
  {
    id: 'facebook-pixel',
    name: 'Facebook pixel (Meta)',
    category: 'marketing',
    purpose: 'facebookAds',
    controller: 'Meta Platforms Ireland Limited',
    country: 'US',
    readBy: ['Meta Platforms, Inc.'],
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
