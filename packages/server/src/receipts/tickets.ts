import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Tells the forms that this server has made from others'. */
export interface Tickets {
  /** A ticket for one form, which asks by a policy. */
  make(policy: string): string
  /** When a ticket was made, in milliseconds; undefined for one that is not of this server, of another policy, or older than a day. */
  read(ticket: string, policy: string): number | undefined
}

const lifetime = 86_400_000

/** Tickets under a key of this process: after a restart a visitor is shown the form anew. */
export const createTickets = ({ now }: { now: () => Date }): Tickets => {
  const key = randomBytes(32)
  const sign = (text: string, policy: string) => createHmac('sha256', key).update(`${text}\n${policy}`).digest()
  return {
    make(policy) {
      const text = `${now().getTime().toString(36)}.${randomBytes(16).toString('base64url')}`
      return `${text}.${sign(text, policy).toString('base64url')}`
    },
    read(ticket, policy) {
      const [, text = '', time = '', mac = ''] = /^(([a-z\d]{1,9})\.[\w-]{22})\.([\w-]{43})$/.exec(ticket) ?? []
      const made = Number.parseInt(time, 36)
      if (mac === '' || !timingSafeEqual(Buffer.from(mac, 'base64url'), sign(text, policy))) return
      return now().getTime() - made < lifetime ? made : undefined
    },
  }
}
