import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

export type Product = { slug: string; name: string; price: number }

export type CartRow<P extends Product> = { product: P; quantity: number }

const most = 99

/**
 * A cart that lives in its cookie, such as `vridfonster.2~fast-fonster.1`. It holds no secret, so it is open to the page's
 * scripts, and a consent tool that deletes too much would be seen to.
 */
export const createCart = <P extends Product>(cookie: { name: string; maxAge?: number }, products: readonly P[]) => {
  const write = (c: Context, rows: readonly CartRow<P>[]) => {
    if (rows.length === 0) return void deleteCookie(c, cookie.name, { path: '/' })
    const value = rows.map(({ product, quantity }) => `${product.slug}.${quantity}`).join('~')
    const lasting = cookie.maxAge === undefined ? {} : { maxAge: cookie.maxAge }
    setCookie(c, cookie.name, value, { path: '/', sameSite: 'Lax', ...lasting })
  }

  const cart = {
    /** Rows of products that there are; whatever else the cookie says is left out. */
    read: (c: Context): CartRow<P>[] =>
      (getCookie(c, cookie.name) ?? '').split('~').flatMap((text) => {
        const [, slug, count] = /^([a-z-]+)\.(\d{1,2})$/.exec(text) ?? []
        const product = products.find((one) => one.slug === slug)
        const quantity = Number(count)
        return product && quantity > 0 ? [{ product, quantity }] : []
      }),

    add(c: Context, product: P, quantity: number) {
      const rows = cart.read(c)
      const before = rows.find((row) => row.product === product)?.quantity ?? 0
      const row = { product, quantity: Math.min(before + quantity, most) }
      write(c, [...rows.filter((other) => other.product !== product), row])
    },

    remove: (c: Context, slug: string) =>
      write(
        c,
        cart.read(c).filter(({ product }) => product.slug !== slug),
      ),

    clear: (c: Context) => write(c, []),
  }
  return cart
}

/** How many things there are in a cart. */
export const countOf = (rows: readonly CartRow<Product>[]): number => rows.reduce((sum, { quantity }) => sum + quantity, 0)

export const sumOf = (rows: readonly CartRow<Product>[]): number =>
  rows.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0)

/** A number of things as a form gives it: a whole number from 1, and 1 for anything else. */
export const quantityOf = (text: string): number => (/^[1-9]\d?$/.test(text) ? Number(text) : 1)
