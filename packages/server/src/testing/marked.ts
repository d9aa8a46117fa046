import type { Rules } from '@kakburk/shared'
import { createPage } from '../rewrite/bytes.ts'
import { type Given, makePlan, type Plan } from '../rewrite/plan.ts'

/** Rules with one service for analytics at `t.example`, one for marketing at `m.example/tr`, and what a shop needs. */
export const someRules: Rules = {
  site: 'shop',
  policy: `sha256-${'p'.repeat(43)}`,
  questions: { sv: 'q'.repeat(22) },
  maxAge: 1000,
  services: [
    { id: 'cart', category: 'necessary' },
    { id: 'tracker', category: 'analytics' },
    { id: 'pixel', category: 'marketing' },
  ],
  hosts: { tracker: 't.example xn--spr-vla.example', pixel: 'm.example/tr', necessary: 'pay.t.example' },
}

export const aPlan = (differing: Partial<Given> = {}): Plan =>
  makePlan({ rules: someRules, grants: {}, page: 'https://shop.example/page', own: 'shop.example', writesMarks: false, ...differing })

/** What becomes of a page that comes in these pieces. */
export const marked = (pieces: readonly Uint8Array[], plan: Plan): Uint8Array => {
  const page = createPage(plan, (error) => {
    throw error
  })
  return joined([...pieces.map((piece) => page.push(piece)), page.end()])
}

export const markedText = (text: string, plan: Plan = aPlan()): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(marked([encoded(text)], plan))

export const encoded = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

export const joined = (pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
