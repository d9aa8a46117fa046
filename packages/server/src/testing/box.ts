import type { Policy, Receipt } from '@kakburk/shared'
import { aPolicy } from './shop.ts'
import type { Visitor } from './visitor.ts'

/** The shop's policy with two purposes, of which one is called as a service of it is. */
export const policyWithBoxes = (differing: Partial<Policy> = {}): Policy => ({
  ...aPolicy(),
  purposes: [
    { id: 'newsletter', name: { sv: 'Nyhetsbrevet', en: 'The newsletter' }, purpose: { en: 'News once a month.' } },
    { id: 'youtube' },
  ],
  ...differing,
})

/** A yes to the newsletter, but for what differs. */
export const aYes = (policy: string, differing: Partial<Receipt> = {}): Partial<Receipt> => ({
  policy,
  action: 'grant-purpose',
  grants: { newsletter: true },
  text: 'Ja, skicka "nyheter", =1+1',
  ...differing,
})

/** That yes taken back. */
export const aNo = (policy: string, previous: string, differing: Partial<Receipt> = {}): Partial<Receipt> => ({
  policy,
  action: 'withdraw-purpose',
  grants: { newsletter: false },
  previous,
  ...differing,
})

/** A visitor's signed yes. */
export const signedYes = (visitor: Visitor, policy: string, differing: Partial<Receipt> = {}) => visitor.signed(aYes(policy, differing))
