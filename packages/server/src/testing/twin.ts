import { compileRules, makeGrants, policyName, printDecision, questionName } from '@kakburk/shared'
import { createRewriter, type RewriterOptions } from '../rewrite/rewriter.ts'
import { aPolicy } from './shop.ts'

/** The shop's policy, in which the window shop waits with Google Analytics, the Facebook pixel and YouTube. */
export const twinPolicy = aPolicy({ origins: ['https://shop.example', 'http://localhost:3000'] })

/** The same, in strict mode. */
export const strictPolicy = aPolicy({ blocking: 'strict' })

const decidedAt = Math.floor(Date.parse('2026-11-20T12:00:00Z') / 1000)

/** The cookie of a visitor who granted these services and categories. */
export const cookieOf = async (wish: Record<string, boolean>, policy = twinPolicy): Promise<string> => {
  const question = await questionName(policy, 'sv')
  const rules = compileRules(policy, await policyName(policy), { sv: question })
  const decision = { policy: rules.policy, question: rules.questions.sv ?? '', grants: makeGrants(rules.services, wish), decidedAt }
  return `kakburk=${printDecision(decision, rules.services)}`
}

export const everything = { analytics: true, marketing: true }

/** A rewriter for that shop, and what it reported. */
export const aRewriter = async (differing: Partial<RewriterOptions> = {}) => {
  const reported: string[] = []
  const rewriter = createRewriter({
    policy: twinPolicy,
    report: (message) => void reported.push(message),
    now: () => new Date('2026-11-21T12:00:00Z'),
    ...differing,
  })
  await rewriter.ready().catch(() => undefined)
  return { rewriter, reported }
}

/** A page with a tracker, and the same while it waits. */
export const trackedPage = '<!doctype html><title>Vår butik</title><img src="https://www.facebook.com/tr?id=1">'
export const waitingPage = trackedPage.replace('src=', 'data-kakburk-src=')
