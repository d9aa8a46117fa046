import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

const cookie = '_csrf'

/** The token for a visitor's forms, made when the first form is shown. Ask once for a page. */
export const formToken = (c: Context): string => {
  const known = getCookie(c, cookie)
  if (known) return known
  const token = randomBytes(16).toString('hex')
  setCookie(c, cookie, token, { path: '/', httpOnly: true, sameSite: 'Lax' })
  return token
}

/** Refuses a form that does not carry its visitor's own token in the field `csrf`. */
export const refuseForged: MiddlewareHandler = async (c, next) => {
  const sent = await formText(c, 'csrf')
  const known = getCookie(c, cookie) ?? ''
  if (!known || !isSame(sent, known)) {
    return c.text('Formuläret gäller inte längre. Gå tillbaka, ladda om sidan och försök igen.', 403)
  }
  return next()
}

/** The text of one field; empty when it is missing or a file. */
export const formText = async (c: Context, field: string): Promise<string> => {
  const value = (await c.req.parseBody())[field]
  return typeof value === 'string' ? value.trim() : ''
}

const isSame = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
