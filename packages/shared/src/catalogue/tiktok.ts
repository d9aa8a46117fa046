import type { Service } from '../service.ts'

export const tiktokServices: Service[] = [
  {
    id: 'tiktok-pixel',
    name: 'TikTok pixel',
    category: 'marketing',
    purpose: {
      sv: 'Berättar för TikTok vad du tittar på och köper, så att du får annonser därefter.',
      en: 'Tells TikTok what you look at and buy, so that you are shown ads to match.',
    },
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
