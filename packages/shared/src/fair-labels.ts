import type { Fault } from './problem.ts'

/** How many times as long as the other one the label of an answer may be: a word that is much longer is a larger thing to hit. */
export const mostLabelRatio = 2.5

/** Letters that a label has at least: a lone "x" is a way to close, and no answer. */
export const leastLabelLetters = 2

/** What is unfair about the words on the two answers, which have the same place and size. `path` is where the texts stand. */
export const findUnfairLabels = ({ accept, reject }: { accept: string; reject: string }, path: string): Fault[] => {
  const [yes, no] = [lettersOf(accept), lettersOf(reject)]
  const short = (
    [
      ['accept', yes],
      ['reject', no],
    ] as const
  ).filter(([, letters]) => letters < leastLabelLetters)
  if (short.length > 0)
    return short.map(([name]) => ({ path: `${path}.${name}`, message: `expected a word of at least ${leastLabelLetters} letters` }))
  if (accept.trim().toLowerCase() === reject.trim().toLowerCase())
    return [{ path: `${path}.reject`, message: `expected another word than on accept, got "${reject}" on both` }]
  const [name, other] = yes > no ? (['accept', 'reject'] as const) : (['reject', 'accept'] as const)
  const ratio = Math.max(yes, no) / Math.min(yes, no)
  if (ratio <= mostLabelRatio) return []
  return [
    {
      path: `${path}.${name}`,
      message: `expected at most ${mostLabelRatio} times as many letters as in ${path}.${other}, so that both answers weigh the same, got ${Math.max(yes, no)} to ${Math.min(yes, no)}`,
    },
  ]
}

const lettersOf = (label: string): number => label.match(/[\p{L}\p{N}]/gu)?.length ?? 0
