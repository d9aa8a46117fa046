import type { Receipt } from '@kakburk/shared'
import { dropEnded, readPurposes } from '../storage/purposes.ts'
import { dropKept, isYesStanding, readKept, writeKept } from '../storage/receipts.ts'

/** The visitor's own receipts: those that were answered on this page, and those that are kept. `address` is where receipts go. */
export const readOwn = (address: string, answered: readonly string[]) => {
  const { receipts, stays } = readKept()
  const purposes = readPurposes()
  return {
    /** The newest first. */
    list: [...new Set([...answered, ...receipts, ...purposes.receipts])]
      .flatMap((text) => {
        try {
          return parseOwn(address, text)
        } catch {
          // Other scripts of the page can write there too.
          return []
        }
      })
      .sort((a, b) => Number(a.at < b.at) - Number(a.at > b.at)),
    /** By purpose, the id of the receipt of a yes that can be taken back. */
    standing: purposes.standing,
    stays,
    /** Whether they shall stay when the yes is taken back. */
    keep(stays: boolean): void {
      writeKept({ ...readKept(), stays })
      if (!isYesStanding()) dropKept()
      if (!stays) dropEnded()
    },
  }
}

type Answer = {
  entry: Pick<Receipt, 'id' | 'site' | 'action' | 'grants' | 'policy'> & { at: string }
  personal?: Pick<Receipt, 'language' | 'text'>
  secret?: string
}

const parseOwn = (address: string, text: string) => {
  const {
    entry: { id, site, at, action, grants, policy },
    personal,
    secret,
  } = JSON.parse(text) as Answer
  const page = (path: string) => new URL(`../../${path}`, address).href
  const link = secret && page(`r/${site}/${id}/${secret}`)
  const file = link ? `${text.slice(0, -1)},"link":"${link}"}\n` : `${text}\n`
  return { id, at, action, grants, text: personal?.text, banner: page(`p/${policy}?language=${personal?.language}`), link, file }
}
