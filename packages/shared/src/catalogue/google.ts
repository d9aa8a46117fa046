import type { Service } from '../service.ts'

/** Google's services. Analytics and Ads share one script, told apart by the id that it is asked for. */
export const googleServices: Service[] = [
  {
    id: 'google-analytics',
    name: 'Google Analytics 4',
    category: 'analytics',
    purpose: {
      sv: 'Räknar besök och visar oss hur sidorna används.',
      en: 'Counts visits and shows us how the pages are used.',
    },
    controller: 'Google Ireland Limited',
    country: 'US',
    hosts: [
      'www.googletagmanager.com/gtag/js?id=G-',
      'www.googletagmanager.com/gtag/destination?id=G-',
      'google-analytics.com',
      'analytics.google.com',
      'stats.g.doubleclick.net',
    ],
    cookies: [
      { name: '_ga', lifetime: 'P2Y' },
      { name: '_ga_*', lifetime: 'P2Y' },
      { name: '_gid', lifetime: 'P1D' },
      { name: '_gat*', lifetime: 'PT1M' },
    ],
    storage: [],
    googleConsent: ['analytics_storage'],
  },
  {
    id: 'google-ads',
    name: 'Google Ads',
    category: 'marketing',
    purpose: {
      sv: 'Mäter vilka annonser som leder till köp och visar dig annonser på andra platser.',
      en: 'Measures which ads lead to a purchase, and shows you ads in other places.',
    },
    controller: 'Google Ireland Limited',
    country: 'US',
    hosts: [
      'www.googletagmanager.com/gtag/js?id=AW-',
      'www.googletagmanager.com/gtag/destination?id=AW-',
      'www.googleadservices.com',
      'googlesyndication.com',
      'doubleclick.net',
      'www.google.com/pagead',
      'www.google.com/ccm',
    ],
    cookies: [
      { name: '_gcl_*', lifetime: 'P90D' },
      { name: '_gac_*', lifetime: 'P90D' },
      { name: 'IDE', lifetime: 'P13M', domain: 'doubleclick.net' },
      { name: 'test_cookie', lifetime: 'PT15M', domain: 'doubleclick.net' },
    ],
    storage: [{ key: '_gcl_ls', area: 'local' }],
    googleConsent: ['ad_storage', 'ad_user_data', 'ad_personalization'],
  },
  {
    id: 'google-tag-manager',
    name: 'Google Tag Manager',
    category: 'marketing',
    purpose: {
      sv: 'Laddar andra taggar som marknadsavdelningen lägger in.',
      en: 'Loads other tags that the marketing department puts in.',
    },
    controller: 'Google Ireland Limited',
    country: 'US',
    hosts: ['www.googletagmanager.com/gtm.js', 'www.googletagmanager.com/ns.html'],
    cookies: [],
    storage: [],
    googleConsent: [],
  },
  {
    id: 'youtube',
    name: 'YouTube',
    category: 'marketing',
    purpose: {
      sv: 'Visar filmer från YouTube på sidan.',
      en: 'Shows films from YouTube on the page.',
    },
    controller: 'Google Ireland Limited',
    country: 'US',
    hosts: ['youtube.com', 'youtube-nocookie.com', 'ytimg.com', 'youtu.be'],
    cookies: [
      { name: 'YSC', lifetime: 'session', domain: 'youtube.com' },
      { name: 'VISITOR_INFO1_LIVE', lifetime: 'P180D', domain: 'youtube.com' },
      { name: 'VISITOR_PRIVACY_METADATA', lifetime: 'P180D', domain: 'youtube.com' },
    ],
    storage: [{ key: 'yt-remote-*', area: 'local' }],
  },
]
