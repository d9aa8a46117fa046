import type { Span } from './reader.ts'

/**
 * The source on its way through: what nobody replaces leaves as it came, character for character. Places are counted from the
 * beginning of the source.
 */
export const createPassage = () => {
  let source = ''
  let gone = 0
  let replaced: (Span & { text: string })[] = []

  return {
    arrive(text: string): void {
      source += text
    },

    /** What is written there, as long as it has not left. */
    written: ({ start, end }: Span): string => source.slice(start - gone, end - gone),

    /** Puts something else in a place. Places come in order. */
    replace({ start, end }: Span, text: string): void {
      replaced.push({ start, end, text })
    },

    /** Everything up to a place, which leaves now. */
    leave(upTo = gone + source.length): string {
      let leaving = ''
      let at = gone
      for (const { start, end, text } of replaced) {
        leaving += source.slice(at - gone, start - gone) + text
        at = end
      }
      leaving += source.slice(at - gone, upTo - gone)
      source = source.slice(upTo - gone)
      gone = upTo
      replaced = []
      return leaving
    },

    /** What has not left, as it came. */
    remainder: (): string => source,
  }
}
