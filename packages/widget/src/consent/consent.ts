import { type Decision, everything, type Grants, isGranted, type Rules, type StoredDecision } from '@kakburk/shared'
import type { ConsentState } from '../api.ts'

/** The live consent of one page: it starts from what was stored, and only `adopt` changes it. */
export const createConsent = ({ services }: Pick<Rules, 'services'>, read: () => StoredDecision | undefined) => {
  let decision: Decision | undefined
  // A yes whose question has changed grants nothing any more, but the next receipt still follows it.
  let receipt: string | undefined
  let changed = false

  const grants = (): Readonly<Grants> => decision?.grants ?? {}

  const adopt = (stored: StoredDecision | undefined) => {
    decision = stored?.stands ? stored : undefined
    receipt = stored?.receipt
    changed = !!stored && !decision
  }
  adopt(read())

  return {
    grants,

    /** Whether an earlier answer no longer counts. */
    changed: () => changed,

    /** The answer to the question that is asked today. */
    decision: () => decision,

    /** The receipt of the last yes, which the next receipt follows. */
    receipt: () => receipt ?? null,

    /** Whether a service, a category or everything may run. A name that the policy does not know never may. */
    isGranted: (name: string): boolean =>
      name === everything
        ? services.every((service) => isGranted(service, grants()))
        : isGranted(services.find(({ id }) => id === name) ?? { id: name, category: name }, grants()),

    /** Takes over what was decided, here or in another tab. */
    adopt,

    /** The consent as the page may know it. */
    state: (): ConsentState => ({
      decided: !!decision,
      grants: { ...grants() },
      ...(decision && { policy: decision.policy, decidedAt: new Date(decision.decidedAt * 1000).toISOString() }),
      ...(decision?.receipt && { receipt: decision.receipt }),
    }),
  }
}

export type Consent = ReturnType<typeof createConsent>
