import { randomUUID } from 'node:crypto'
import type { PersonalHalf, SignedHalf } from '@kakburk/shared'
import type { Draft } from '../log/contract.ts'

/** What is personal about `aDraft()`. */
export const half: SignedHalf = {
  visitor: 'v',
  browserTime: '2026-11-20T12:00:00.000Z',
  page: '/å',
  language: 'sv',
  browser: 'Firefox',
  key: { crv: 'P-256', kty: 'EC', x: 'x', y: 'y' },
  signature: 's',
}

/** A draft of a yes, but for what differs. */
export const aDraft = (differing: Partial<Draft['entry']> = {}, personal: PersonalHalf | null = half): Draft => ({
  entry: {
    type: 'consent',
    id: randomUUID(),
    site: 'window-shop',
    action: 'accept-all',
    grants: { analytics: true, marketing: true },
    policy: 'sha256-p',
    previous: null,
    ...differing,
  },
  half: personal,
})
