import * as v from 'valibot'

/** A text that somebody has to write: blanks alone are none. */
export const writtenSchema = (what: string) =>
  v.pipe(
    v.string(),
    v.check((text) => text.trim() !== '', `expected ${what}`),
  )
