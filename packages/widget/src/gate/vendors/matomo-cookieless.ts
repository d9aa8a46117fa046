import { createMatomo } from './matomo.ts'
import type { CreateTeller } from './teller.ts'

/** Matomo, which counts without cookies until a yes, and with them after it. */
export const create: CreateTeller = (...values) =>
  createMatomo('requireCookieConsent', 'setCookieConsentGiven', 'forgetCookieConsentGiven', ...values)
