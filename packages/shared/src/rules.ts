import type { Language } from './language.ts'
import type { Policy } from './policy.ts'
import type { GoogleConsentType, StorageKey } from './service.ts'

/** A service as the gate needs it: what to look out for, and what to delete. */
export type RuleService = {
  id: string
  category: string
  hosts: string[]
  /** Names and patterns of cookies that the page can delete. */
  cookies: string[]
  storage: StorageKey[]
  google?: GoogleConsentType[]
}

/** What the gate of one site needs to know of its policy. */
export type Rules = {
  site: string
  policy: string
  /** By language: the name of the question, cut to 22 characters (128 bits). */
  questions: Partial<Record<Language, string>>
  blocking: Policy['blocking']
  consentMode: Policy['consentMode']
  /** How long a decision holds, in seconds. */
  maxAge: number
  services: RuleService[]
}

/** Compiles the rules of a published policy. `name` and `questions` are its names, as `policyName` and `questionName` give them. */
export const compileRules = (policy: Policy, name: string, questions: Partial<Record<Language, string>>): Rules => ({
  site: policy.site,
  policy: name,
  questions: Object.fromEntries(Object.entries(questions).map(([language, question]) => [language, shortQuestion(question)])),
  blocking: policy.blocking,
  consentMode: policy.consentMode,
  maxAge: policy.lifetimeDays * 86_400,
  services: policy.services.map(({ id, category, hosts, cookies, storage, googleConsent }) => ({
    id,
    category,
    // In advanced mode Google's tags load at once, and obey the consent that they are told.
    hosts: policy.consentMode === 'advanced' && googleConsent ? [] : hosts,
    cookies: cookies.filter(({ domain }) => domain === undefined).map(({ name }) => name),
    storage,
    ...(googleConsent && { google: googleConsent }),
  })),
})

const shortQuestion = (question: string): string => question.slice('sha256-'.length, 'sha256-'.length + 22)
