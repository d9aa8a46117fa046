import {
  type Action,
  actionOf,
  type Decision,
  type Grants,
  grantsAnything,
  makeGrants,
  type RuleService,
  type StoredDecision,
} from '@kakburk/shared'

/** What is known of a visitor's consent right now. */
export type Consent = {
  /** Whether the question that is asked today has been answered. */
  decided: boolean
  /** Whether an earlier answer no longer counts because the question changed. */
  changed: boolean
  grants: Readonly<Grants>
  decision?: Decision
  /** The receipt that the next one follows. */
  receipt?: string
}

/** A decision as it has just been made, with what the log wants to know of it. */
export type NewDecision = { decision: Decision; id: string; action: Action; previous: string | null }

/** What holds on a page, given what was stored. */
export const readConsent = (stored: StoredDecision | undefined): Consent => {
  if (!stored) return { decided: false, changed: false, grants: {} }
  if ('decision' in stored) {
    const { decision } = stored
    return { decided: true, changed: false, grants: decision.grants, decision, ...(decision.receipt && { receipt: decision.receipt }) }
  }
  return { decided: false, changed: true, grants: {}, ...(stored.receipt && { receipt: stored.receipt }) }
}

/**
 * Makes a decision of a wish. A decision that grants nothing keeps no receipt id: a no leaves no identifier. Taking back
 * the last yes is a withdrawal and follows that yes.
 */
export const makeDecision = (
  wish: Readonly<Record<string, boolean>>,
  services: readonly RuleService[],
  before: Consent,
  shown: { policy: string; question: string; id: string; now: Date },
): NewDecision => {
  const grants = makeGrants(services, wish)
  const previous = before.receipt ?? null
  return {
    id: shown.id,
    previous,
    // A receipt id is kept only with a yes, so a decision that follows one and grants nothing takes that yes back.
    action: actionOf(grants, previous === null ? undefined : { yes: true }),
    decision: {
      policy: shown.policy,
      question: shown.question,
      grants,
      decidedAt: Math.floor(shown.now.getTime() / 1000),
      ...(grantsAnything(grants) && { receipt: shown.id }),
    },
  }
}
