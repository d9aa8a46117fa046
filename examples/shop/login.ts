import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

const sessionCookie = 'login'
const rememberCookie = 'remember_me'
const thirtyDays = 30 * 86_400

/** Who is logged in. A demo: any address and password will do, and everyone is logged out when the shop restarts. */
export const createLogin = () => {
  const sessions = new Map<string, string>()
  const remembered = new Map<string, string>()
  // The request's own cookies do not show yet what this answer sets.
  const opened = new WeakMap<Context, string>()

  const open = (c: Context, email: string) => {
    const token = randomBytes(16).toString('hex')
    sessions.set(token, email)
    opened.set(c, email)
    setCookie(c, sessionCookie, token, { path: '/', httpOnly: true, sameSite: 'Lax' })
  }

  return {
    /** The visitor's address, from the session or else from a login that was remembered, which opens a new session. */
    who(c: Context): string | undefined {
      const email = opened.get(c) ?? sessions.get(getCookie(c, sessionCookie) ?? '')
      if (email !== undefined) return email
      const known = remembered.get(getCookie(c, rememberCookie) ?? '')
      if (known !== undefined) open(c, known)
      return known
    },

    /** `stay` is the visitor's own tick: only then is anything kept after the browser closes. */
    start(c: Context, email: string, stay: boolean) {
      open(c, email)
      if (!stay) return
      const token = randomBytes(16).toString('hex')
      remembered.set(token, email)
      // Not HttpOnly: the page must be able to delete it when the visitor takes back the yes to preferences.
      setCookie(c, rememberCookie, token, { path: '/', sameSite: 'Lax', maxAge: thirtyDays })
    },

    end(c: Context) {
      sessions.delete(getCookie(c, sessionCookie) ?? '')
      remembered.delete(getCookie(c, rememberCookie) ?? '')
      deleteCookie(c, sessionCookie, { path: '/' })
      deleteCookie(c, rememberCookie, { path: '/' })
    },
  }
}
