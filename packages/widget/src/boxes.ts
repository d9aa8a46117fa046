/** Entry of the boxes: loaded when the policy has purposes beside cookies, such as a newsletter. */
import type { Language, Rules } from '@kakburk/shared'
import { watch } from './boxes/watch.ts'
import type { Holding } from './gate/holding.ts'
import { wrap } from './gate/wrap.ts'
import { createOutbox } from './receipt/outbox.ts'
import { isOver } from './receipt/over.ts'
import { type About, answerPurpose, type PurposeAnswer } from './receipt/purpose.ts'
import type { Delivered, Load } from './site.ts'
import { readPurposes } from './storage/purposes.ts'

type Given = {
  rules: Pick<Rules, 'site' | 'policy'>
  /** Knows the language of the page, which may change. */
  host: { readonly language: Language }
  /** What stands before functions of the browser already. */
  holding: Pick<Holding, 'wrap'> | undefined
  load: Load
  deliver: string
  events: EventTarget
  source: string
}

/** Makes receipts of what visitors tick on this page. No value of any field is read into one. */
export const watchBoxes = (
  purposes: readonly string[],
  { rules: { site, policy }, host, holding, load, deliver, events, source }: Given,
): void =>
  watch({
    purposes,
    wrap: holding?.wrap ?? wrap,
    answer: createAnswer(() => ({ site, policy, language: host.language }), {
      load,
      deliver,
      address: new URL('receipts', source).href,
      events,
    }),
  })

/** Takes back the yes to a purpose that stands in this browser. */
export const takeBack = (purpose: string, { site, policy, language }: About, delivered: Delivered): void => {
  createAnswer(() => ({ site, policy, language }), delivered)({ purpose, granted: false })
}

/** Forgets the yeses that were taken back, or erased, by the link of their receipt. */
export const forgetOver = async ({ load, deliver, address }: Delivered): Promise<void> => {
  const forgetIfOver = async ([purpose, id]: [string, string]): Promise<void> => {
    if (!(await isOver(address, id))) return
    const { forget } = await load<typeof import('./deliver.ts')>(deliver)
    await forget(purpose)
  }
  await Promise.all([...readPurposes().standing].map(forgetIfOver))
}

/** Writes an answer down, tells the page of it and has it delivered. */
const createAnswer = (about: () => About, { load, deliver, address, events }: Delivered) => {
  const { send } = createOutbox(load, deliver, { address, events })
  return (answer: PurposeAnswer): string | undefined => {
    const receipt = answerPurpose(answer, about())
    if (receipt === undefined) return
    events.dispatchEvent(new CustomEvent('purpose', { detail: { purpose: answer.purpose, granted: answer.granted, receipt } }))
    send()
    return receipt
  }
}
