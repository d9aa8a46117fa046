import { type Context, Hono } from 'hono'
import { countOf, createCart, quantityOf, sumOf } from '../shop/cart.ts'
import { createFiles } from '../shop/files.ts'
import { formText, formToken, refuseForged } from '../shop/forms.ts'
import { createLogin } from '../shop/login.ts'
import { createPages, crowns, type Values } from '../shop/pages.ts'
import { products } from './products.ts'

const twoWeeks = 14 * 86_400

/** Karm & Båge: windows and doors, sold to Sweden from Estonia. */
export const createWindowShop = (): Hono => {
  const page = createPages(new URL('./pages/', import.meta.url))
  const cart = createCart({ name: 'varukorg', maxAge: twoWeeks }, products)
  const login = createLogin()

  /** One of the pages inside the shop's frame. */
  const show = (c: Context, name: string, title: string, values: Values = {}, status: 200 | 400 | 404 = 200) =>
    c.html(page('layout', { ...frame(c), title, content: page(name, values) }), status)

  const frame = (c: Context): Values => {
    const count = countOf(cart.read(c))
    return { count: count ? ` (${count})` : '', account: login.who(c) ?? 'Logga in' }
  }

  const cards = (link: string) =>
    products.map(({ slug, name, price, size }) => page('card', { slug, name, size, link, price: crowns(price) })).join('')

  const missing = (c: Context) => show(c, 'message', 'Sidan finns inte', { heading: 'Sidan finns inte', text: 'Den kan ha flyttat.' }, 404)

  return new Hono()
    .route('/', createFiles(new URL('./public/', import.meta.url)))
    .get('/', (c) => show(c, 'start', 'Fönster och dörrar från Pärnu', { cards: cards('Visa') }))
    .get('/en', (c) => c.redirect('/en/', 301))
    .get('/en/', (c) => c.html(page('english', { ...frame(c), cards: cards('View') })))
    .get('/integritet', (c) => show(c, 'privacy', 'Integritet och kakor'))

    .get('/fonster/:slug', (c) => {
      const product = products.find(({ slug }) => slug === c.req.param('slug'))
      if (!product) return missing(c)
      return show(c, 'product', product.name, { ...product, price: crowns(product.price), csrf: formToken(c) })
    })

    .get('/varukorg', (c) => {
      const rows = cart.read(c)
      if (rows.length === 0) return show(c, 'empty', 'Varukorg')
      const csrf = formToken(c)
      const list = rows.map(({ product: { slug, name, price }, quantity }) =>
        page('row', { slug, name, csrf, quantity: `${quantity}`, price: crowns(price * quantity) }),
      )
      return show(c, 'cart', 'Varukorg', { csrf, rows: list.join(''), sum: crowns(sumOf(rows)) })
    })
    .post('/varukorg', refuseForged, async (c) => {
      const slug = await formText(c, 'slug')
      const product = products.find((one) => one.slug === slug)
      if (!product) return missing(c)
      cart.add(c, product, quantityOf(await formText(c, 'quantity')))
      return c.redirect('/varukorg', 303)
    })
    .post('/varukorg/ta-bort', refuseForged, async (c) => {
      cart.remove(c, await formText(c, 'slug'))
      return c.redirect('/varukorg', 303)
    })
    .post('/bestall', refuseForged, (c) => {
      cart.clear(c)
      return c.redirect('/tack', 303)
    })
    .get('/tack', (c) =>
      show(c, 'message', 'Tack!', { heading: 'Tack för din beställning!', text: 'Vi hör av oss om leveransen inom två arbetsdagar.' }),
    )

    .get('/logga-in', (c) => {
      const email = login.who(c)
      const csrf = formToken(c)
      return email === undefined ? show(c, 'login', 'Logga in', { csrf, problem: '' }) : show(c, 'account', 'Mina sidor', { csrf, email })
    })
    .post('/logga-in', refuseForged, async (c) => {
      const email = await formText(c, 'email')
      if (!email.includes('@') || !(await formText(c, 'password'))) {
        return show(c, 'login', 'Logga in', { csrf: formToken(c), problem: 'Fyll i både e-postadress och lösenord.' }, 400)
      }
      login.start(c, email, (await formText(c, 'stay')) === 'yes')
      return c.redirect('/logga-in', 303)
    })
    .post('/logga-ut', refuseForged, (c) => {
      login.end(c)
      return c.redirect('/', 303)
    })

    .get('*', missing)
}
