import { actionOf, type Decision, grantsAnything, makeGrants, type Receipt, type RuleService } from '@kakburk/shared'

/** A decision as it has just been made, and what its receipt says of it. */
export type NewDecision = {
  decision: Decision
  draft: Pick<Receipt, 'id' | 'action' | 'grants' | 'policy' | 'previous'>
}

/**
 * Makes a decision of a wish. A decision that grants nothing keeps no receipt id: a no leaves no identifier. Taking back
 * the last yes is a withdrawal and follows that yes: `previous` is the id of its receipt.
 */
export const makeDecision = (
  wish: Readonly<Record<string, boolean>>,
  services: readonly RuleService[],
  previous: string | null,
  shown: { policy: string; question: string; id: string; now: Date },
): NewDecision => {
  const { policy, question, id, now } = shown
  const grants = makeGrants(services, wish)
  return {
    decision: { policy, question, grants, decidedAt: Math.floor(now.getTime() / 1000), ...(grantsAnything(grants) && { receipt: id }) },
    // A receipt id is kept only with a yes, so a decision that follows one and grants nothing takes that yes back.
    draft: { id, policy, grants, previous, action: actionOf(grants, previous !== null) },
  }
}
