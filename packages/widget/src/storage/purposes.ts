import { silently } from '../quiet.ts'

const key = 'kakburkPurposes'

/** At most so many receipts are kept. */
const limit = 20

/** What a browser keeps of the yeses to purposes, apart from those to cookies: a withdrawal of the one leaves the other alone. */
export type KeptPurposes = {
  /** By purpose, the id of the newest receipt of a yes that stands. */
  standing: Map<string, string>
  /** Receipts as the log answered them, one line of JSON each, the newest first. */
  receipts: string[]
}

/** What is kept. A line that begins with a brace is a receipt, any other names a purpose and its receipt. Other scripts can write there: what is no such line is passed over. */
export const readPurposes = (): KeptPurposes => {
  const lines = (silently(() => localStorage.getItem(key)) ?? '').split('\n')
  return {
    standing: new Map(lines.flatMap((line) => (standingLine.test(line) ? [line.split(' ') as [string, string]] : []))),
    receipts: lines.filter((line) => line[0] === '{'),
  }
}

/** From now on there is a yes to a purpose, under the receipt of this id. */
export const startPurpose = (purpose: string, id: string): void => {
  const { standing, receipts } = readPurposes()
  write({ standing: standing.set(purpose, id), receipts })
}

/** The yes to a purpose is taken back: with it go its receipts, unless the visitor wants them to stay. */
export const endPurpose = (purpose: string, stays: boolean): void => {
  const { standing, receipts } = readPurposes()
  standing.delete(purpose)
  write({ standing, receipts: stays ? receipts : receipts.filter((line) => !isOf(line, purpose)) })
}

/** Keeps a receipt as the log answered it, while there is a yes to its purpose or the visitor wants receipts to stay. */
export const keepPurposeReceipt = (text: string, { id, purpose, stays }: { id: string; purpose: string; stays: boolean }): void => {
  const { standing, receipts } = readPurposes()
  if (standing.has(purpose) || stays) write({ standing, receipts: [text, ...receipts.filter((line) => !line.includes(`"id":"${id}"`))] })
}

/** Forgets the receipts of purposes to which there is no yes any more. */
export const dropEnded = (): void => {
  const { standing, receipts } = readPurposes()
  write({ standing, receipts: receipts.filter((line) => [...standing.keys()].some((purpose) => isOf(line, purpose))) })
}

const standingLine = /^[a-z][a-z0-9-]{0,39} [\da-f-]{36}$/

/** A quotation mark within a text is escaped, so that only the grants themselves look like this. */
const isOf = (line: string, purpose: string): boolean => line.includes(`"grants":{"${purpose}":`)

const write = ({ standing, receipts }: KeptPurposes): void => {
  const lines = [...[...standing].map((line) => line.join(' ')), ...receipts.slice(0, limit)]
  silently(() => (lines[0] ? localStorage.setItem(key, lines.join('\n')) : localStorage.removeItem(key)))
}
