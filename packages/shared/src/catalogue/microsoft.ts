import type { Service } from '../service.ts'

/** Microsoft's services. Each is told by a call of its own; Clarity sets its cookie for advertising by a second answer. */
export const microsoftServices: Service[] = [
  {
    id: 'microsoft-uet',
    name: 'Microsoft Advertising (UET)',
    category: 'marketing',
    purpose: {
      sv: 'Mäter vilka annonser i Bing som leder till köp och visar dig annonser på andra platser.',
      en: 'Measures which ads on Bing lead to a purchase, and shows you ads in other places.',
    },
    controller: 'Microsoft Ireland Operations Limited',
    country: 'US',
    hosts: ['bat.bing.com', 'bat.bing.net'],
    cookies: [
      { name: '_uetsid', lifetime: 'P1D' },
      { name: '_uetvid', lifetime: 'P390D' },
      { name: '_uetmsclkid', lifetime: 'P90D' },
      { name: 'MUID', lifetime: 'P390D', domain: 'bing.com' },
    ],
    storage: [
      { key: '_uetsid*', area: 'local' },
      { key: '_uetvid*', area: 'local' },
    ],
    vendor: 'microsoft-uet',
  },
  {
    id: 'microsoft-clarity',
    name: 'Microsoft Clarity',
    category: 'analytics',
    purpose: {
      sv: 'Visar oss hur sidorna används, också som inspelningar av musrörelser och klick.',
      en: 'Shows us how the pages are used, also as recordings of mouse movements and clicks.',
    },
    controller: 'Microsoft Ireland Operations Limited',
    country: 'US',
    hosts: ['clarity.ms', 'c.bing.com'],
    cookies: [
      { name: '_clck', lifetime: 'P1Y' },
      { name: '_clsk', lifetime: 'P1D' },
      { name: 'CLID', lifetime: 'P1Y', domain: 'clarity.ms' },
      { name: 'ANONCHK', lifetime: 'PT10M', domain: 'clarity.ms' },
      { name: 'MR', lifetime: 'P7D', domain: 'clarity.ms' },
      { name: 'MUID', lifetime: 'P390D', domain: 'clarity.ms' },
      { name: 'SM', lifetime: 'session', domain: 'clarity.ms' },
    ],
    storage: [{ key: '_cltk', area: 'session' }],
    vendor: 'microsoft-clarity',
  },
]
