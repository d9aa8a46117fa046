import { createQueue } from './queue.ts'
import type { CreateTeller } from './teller.ts'

/** Matomo, which neither sends nor keeps anything before a yes. */
export const create: CreateTeller = (...values) => createMatomo('requireConsent', 'setConsentGiven', 'forgetConsentGiven', ...values)

/**
 * By the names of the three calls. A yes is said on every page, so that Matomo need not remember it: by default it would for ever.
 * It is taken back only where it was said on this page, because Matomo keeps a cookie to remember that.
 */
export const createMatomo = (ask: string, grant: string, forget: string, ...[services, isGranted]: Parameters<CreateTeller>) => {
  const say = createQueue('_paq')
  let granted = false
  const change = () => {
    const before = granted
    granted = services.every(isGranted)
    if (granted) say([grant])
    else if (before) say([forget])
  }
  return {
    first() {
      say([ask])
      change()
    },
    change,
  }
}
