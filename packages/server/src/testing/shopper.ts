import { actionOf, canonical, type Entry, type SignedReceipt } from '@kakburk/shared'
import { createVisitor, everything, nothing } from './visitor.ts'

/** What a server answered for a receipt: that it is in the log for good. */
export type Acknowledged = { site: string; text: string; id: string; index: number; proof: string }

/** A browser that decides again and again, and keeps what the server has not answered, as the widget does. */
export const createShopper = (
  { site, policy }: { site: string; policy: string },
  random: () => number,
  onAnswer: (acknowledged: Acknowledged) => void,
) => {
  const visitor = createVisitor()
  const answered: SignedReceipt[] = []
  let waiting: SignedReceipt | undefined

  const decide = (): SignedReceipt => {
    const dice = random()
    const again = dice < 0.1 ? answered[Math.floor(random() * answered.length)] : undefined
    if (again) return again
    const grants = random() < 0.5 ? everything : nothing
    // Nothing can follow a no.
    const yes = dice < 0.4 ? answered.findLast(({ receipt }) => receipt.grants.analytics) : undefined
    return visitor.signed({ site, policy, grants, action: actionOf(grants, yes !== undefined), previous: yes?.receipt.id ?? null })
  }

  /** Whether the server was still there to answer. Throws what it should not have said. */
  const deliver = async (address: string): Promise<boolean> => {
    waiting ??= decide()
    let answer: Response
    let body: string
    try {
      answer = await fetch(`${address}/s/${site}/receipts`, {
        method: 'POST',
        headers: { Origin: 'https://shop.example', 'Content-Type': 'text/plain' },
        body: canonical(waiting),
      })
      body = await answer.text()
    } catch {
      return false
    }
    if (!answer.ok) throw new Error(`${answer.status} ${body} to ${canonical(waiting)}`)
    const { entry, index, proof } = JSON.parse(body) as { entry: Entry; index: number; proof: string }
    onAnswer({ site, text: canonical(entry), id: waiting.receipt.id, index, proof })
    if (answer.status === 201) answered.push(waiting)
    waiting = undefined
    return true
  }

  return {
    /** Delivers until the server is gone. */
    async shop(address: string): Promise<void> {
      while (await deliver(address));
    },
  }
}
