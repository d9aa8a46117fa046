import { silently } from '../quiet.ts'

const key = 'kakburkReceipts'

/** At most so many receipts are kept; with their proofs they are some two thousand characters each. */
const limit = 20

/** What a browser with a standing yes keeps of what the log has answered. */
export type Kept = {
  /** Receipts as the log answered them, one line of JSON each, the newest first. */
  receipts: string[]
  /** The checkpoint that the log is held to, a signed note as JSON: the first that was seen, then the newest that continues it. */
  seen: string | undefined
  /** The visitor wants the receipts to stay when the yes is taken back. */
  stays: boolean
}

/** What is kept. A line that begins with a brace is a receipt, one with a quotation mark a checkpoint, and `stays` a wish. */
export const readKept = (): Kept => {
  const lines = (silently(() => localStorage.getItem(key)) ?? '').split('\n')
  return {
    receipts: lines.filter((line) => line[0] === '{'),
    seen: lines.find((line) => line[0] === '"'),
    stays: lines.includes('stays'),
  }
}

/** Keeps all of it, and no receipt beyond the limit; nothing where there is no room or no storage. */
export const writeKept = ({ receipts, seen = '', stays }: Kept): void => {
  silently(() => localStorage.setItem(key, [stays ? 'stays' : '', seen, ...receipts.slice(0, limit)].join('\n')))
}

/** Forgets all of it, as after a withdrawal, unless the visitor wants it to stay. */
export const dropKept = (): void => {
  if (!readKept().stays) silently(() => localStorage.removeItem(key))
}

/** Whether the cookie names a receipt, which it does as long as something is granted. */
export const isYesStanding = (): boolean => /(?:^|; )kakburk=[^;]*~[\da-f-]{36}(?:;|$)/.test(document.cookie)
