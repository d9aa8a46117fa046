import type { Facts } from './facts.ts'

export const tiktokServices: Facts[] = [
  {
    id: 'tiktok-pixel',
    name: 'TikTok pixel',
    category: 'marketing',
    purpose: 'tiktokAds',
    controller: 'TikTok Technology Limited',
    country: 'CN',
    hosts: ['analytics.tiktok.com'],
    cookies: [
      { name: '_ttp', lifetime: 'P13M' },
      { name: '_tt_enable_cookie', lifetime: 'P13M' },
      { name: 'ttclid', lifetime: 'P13M' },
      { name: 'ttcsid*', lifetime: 'P13M' },
      { name: '_ttp', lifetime: 'P13M', domain: 'tiktok.com' },
    ],
    storage: [
      { key: 'tt_sessionId', area: 'session' },
      { key: 'tt_pixel_session_index', area: 'session' },
      { key: 'tt_appInfo', area: 'session' },
    ],
    vendor: 'tiktok-pixel',
  },
]
