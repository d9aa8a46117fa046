import { type Grants, isGranted, type Rules, type StoredDecision } from '@kakburk/shared'
import type { ConsentState } from '../api.ts'
import { makeDecision, type NewDecision } from './decide.ts'

/** The live consent of one page: it starts from what was stored, and only `decide` changes it. */
export const createConsent = (rules: Rules, language: keyof Rules['questions'], stored: StoredDecision | undefined) => {
  const { services, policy, questions } = rules
  let current = stored

  const grants = (): Readonly<Grants> => current?.grants ?? {}

  return {
    grants,

    /** What was decided, in this page or before; a decision that no longer stands grants nothing. */
    decision: () => current,

    /** Whether a service or category may run. A name that the policy does not know never may. */
    isGranted: (name: string): boolean => isGranted(services.find(({ id }) => id === name) ?? { id: name, category: name }, grants()),

    decide(wish: Readonly<Record<string, boolean>>): NewDecision {
      const made = makeDecision(wish, services, current, {
        policy,
        question: questions[language] as string,
        // Pages over plain http have no WebCrypto, so there is nothing to sign with.
        id: crypto.randomUUID?.() ?? '',
        now: new Date(),
      })
      current = { ...made.decision, stands: true }
      return made
    },

    /** The consent as the page may know it. */
    state: (): ConsentState => ({
      decided: !!current?.stands,
      grants: { ...grants() },
      ...(current?.stands && {
        policy: current.policy,
        decidedAt: new Date(current.decidedAt * 1000).toISOString(),
        ...(current.receipt && { receipt: current.receipt }),
      }),
    }),
  }
}

export type Consent = ReturnType<typeof createConsent>
