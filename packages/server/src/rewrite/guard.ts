import { readValue } from './parts.ts'
import type { Span, Tag } from './reader.ts'

/**
 * Looks for the guard behind the gate's tag while a page comes, and tells of both when all of it has come. The guard is a policy, what
 * ends inside its own attribute, and between them what keeps WebKit from reading ahead; in older tags the policy itself ends so.
 */
export const createGuardFinder = (onFound: (gate: Tag, policy: Tag, guard: Span) => void) => {
  let gate: Tag | undefined
  let policy: Tag | undefined

  const giveUp = () => {
    gate = undefined
    policy = undefined
  }

  return {
    /** From where on nothing may leave yet. */
    start: (): number | undefined => gate?.start,

    /** The gate's tag, behind which the guard may stand. */
    begin(tag: Tag): void {
      gate = tag
    },

    /** Whether a tag belongs to the guard, as far as it has come. Any other ends the search. */
    isPart(tag: Tag): boolean {
      if (gate && isPolicy(tag)) policy ??= tag
      else if (!policy || !(isEnd(tag) || isBetween(tag))) {
        giveUp()
        return false
      }
      if (gate && policy && isEnd(tag)) {
        onFound(gate, policy, { start: policy.start, end: tag.end })
        giveUp()
      }
      return true
    },

    onText(text: string): void {
      if (text.trim()) giveUp()
    },

    onEndTag(name: string): void {
      if (name !== 'script' && !between.has(name)) giveUp()
    },

    onOther: giveUp,
  }
}

const isPolicy = (tag: Tag): boolean => tag.name === 'meta' && readValue(tag, 'http-equiv')?.toLowerCase() === 'content-security-policy'

const isEnd = (tag: Tag): boolean => tag.name === 'meta' && readValue(tag, 'data-end') !== null

const between = new Set(['template', 'svg'])

const isBetween = ({ name, attributes }: Tag): boolean => between.has(name) && attributes.length === 0
