import type { Facts } from './facts.ts'

/** Microsoft's services. Each is told by a call of its own; Clarity sets its cookie for advertising by a second answer. */
export const microsoftServices: Facts[] = [
  {
    id: 'microsoft-uet',
    name: 'Microsoft Advertising (UET)',
    category: 'marketing',
    purpose: 'bingAds',
    controller: 'Microsoft Ireland Operations Limited',
    country: 'US',
    readBy: ['Microsoft Corporation'],
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
    purpose: 'recordings',
    controller: 'Microsoft Ireland Operations Limited',
    country: 'US',
    readBy: ['Microsoft Corporation'],
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
