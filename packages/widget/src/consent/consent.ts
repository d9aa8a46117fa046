import { type Decision, type Grants, isGranted, type Rules, type StoredDecision } from '@kakburk/shared'
import type { ConsentState } from '../api.ts'
import { makeDecision, type NewDecision } from './decide.ts'

/** The live consent of one page: it starts from what was stored, and only `decide` changes it. */
export const createConsent = (rules: Rules, language: keyof Rules['questions'], read: () => StoredDecision | undefined) => {
  const stored = read()
  const { services, policy, questions } = rules
  let decision: Decision | undefined = stored?.stands ? stored : undefined
  // A yes whose question has changed grants nothing any more, but the next receipt still follows it.
  let receipt = stored?.receipt

  const grants = (): Readonly<Grants> => decision?.grants ?? {}

  return {
    grants,

    /** Whether an earlier answer no longer counts. */
    changed: !!stored && !decision,

    /** The answer to the question that is asked today. */
    decision: () => decision,

    /** Whether a service or category may run. A name that the policy does not know never may. */
    isGranted: (name: string): boolean => isGranted(services.find(({ id }) => id === name) ?? { id: name, category: name }, grants()),

    decide(wish: Readonly<Record<string, boolean>>): NewDecision {
      const made = makeDecision(wish, services, read()?.receipt ?? receipt ?? null, {
        policy,
        question: questions[language] as string,
        // Pages over plain http have no WebCrypto, so there is nothing to sign with.
        id: crypto.randomUUID?.() ?? '',
        now: new Date(),
      })
      decision = made.decision
      receipt = decision.receipt
      return made
    },

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
