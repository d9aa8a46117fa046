import { type Context, Hono } from 'hono'
import { countOf, createCart, quantityOf, sumOf } from '../shop/cart.ts'
import { createFiles } from '../shop/files.ts'
import { formText, formToken, refuseForged } from '../shop/forms.ts'
import { createLogin } from '../shop/login.ts'
import { createPages, crowns, type Values } from '../shop/pages.ts'
import { products, type Ware } from './products.ts'

const payments = new Map([
  ['klarna', 'Klarna'],
  ['swedbank-pay', 'Swedbank Pay'],
])

/** Lilla Nystanet: yarn and knitting courses, on a rented platform. */
export const createPlatformShop = (): Hono => {
  const page = createPages(new URL('./pages/', import.meta.url))
  const cart = createCart({ name: 'cart' }, products)
  const login = createLogin()

  /** One of the pages inside the shop's frame. */
  const show = (c: Context, name: string, title: string, values: Values = {}, status: 200 | 400 | 404 = 200) =>
    c.html(page('layout', { ...frame(c), title, content: page(name, values) }), status)

  const frame = (c: Context): Values => {
    const count = countOf(cart.read(c))
    return { count: count ? ` (${count})` : '', account: login.who(c) === undefined ? 'Logga in' : 'Mitt konto' }
  }

  const cards = () => products.map(({ slug, name, price }) => page('card', { slug, name, price: crowns(price) })).join('')

  const details = ({ film, ...product }: Ware): Values => ({
    ...product,
    price: crowns(product.price),
    // Klarna takes amounts in hundredths.
    amount: `${product.price * 100}`,
    film: film === undefined ? '' : page('film', { film, name: product.name }),
  })

  const message = (c: Context, heading: string, text: string, status: 200 | 400 | 404 = 200) =>
    show(c, 'message', heading, { heading, text }, status)

  const missing = (c: Context) => message(c, 'Sidan finns inte', 'Den kan ha flyttat, eller så är varan slut.', 404)

  return new Hono()
    .route('/', createFiles(new URL('./public/', import.meta.url)))
    .get('/', (c) => show(c, 'start', 'Garn och stickkurser i Åmål', { cards: cards() }))
    .get('/en', (c) => c.redirect('/en/', 301))
    .get('/en/', (c) => c.html(page('english', { ...frame(c), cards: cards() })))
    .get('/integritet', (c) => show(c, 'privacy', 'Integritet och kakor'))

    .get('/produkt/:slug', (c) => {
      const product = products.find(({ slug }) => slug === c.req.param('slug'))
      return product ? show(c, 'product', product.name, { ...details(product), csrf: formToken(c) }) : missing(c)
    })

    .get('/varukorg', (c) => {
      const rows = cart.read(c)
      if (rows.length === 0) return show(c, 'empty', 'Varukorg')
      const csrf = formToken(c)
      const list = rows.map(({ product: { slug, name, price }, quantity }) =>
        page('row', { slug, name, csrf, quantity: `${quantity}`, price: crowns(price * quantity) }),
      )
      return show(c, 'cart', 'Varukorg', { rows: list.join(''), sum: crowns(sumOf(rows)) })
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

    .get('/kassa', (c) => {
      const rows = cart.read(c)
      const list = rows.map(({ product: { name, price }, quantity }) =>
        page('line', { name, quantity: `${quantity}`, price: crowns(price * quantity) }),
      )
      const email = login.who(c) ?? ''
      return show(c, 'checkout', 'Kassa', { csrf: formToken(c), lines: list.join(''), sum: crowns(sumOf(rows)), email })
    })
    .post('/kassa', refuseForged, async (c) => {
      const payment = payments.get(await formText(c, 'payment'))
      if (payment === undefined || !(await formText(c, 'paymentToken'))) {
        return message(c, 'Köpet blev inte klart', 'Betalningen är inte gjord. Gå tillbaka till kassan och försök igen.', 400)
      }
      if (cart.read(c).length === 0) return c.redirect('/varukorg', 303)
      cart.clear(c)
      return c.redirect(`/tack?med=${encodeURIComponent(payment)}`, 303)
    })
    .get('/tack', (c) => {
      const payment = [...payments.values()].find((name) => name === c.req.query('med')) ?? 'kort'
      return message(c, 'Tack för ditt köp!', `Du har betalat med ${payment}. Paketet går med posten i morgon.`)
    })

    .get('/konto', (c) => {
      const email = login.who(c)
      const csrf = formToken(c)
      return email === undefined ? show(c, 'login', 'Logga in', { csrf, problem: '' }) : show(c, 'account', 'Mitt konto', { csrf, email })
    })
    .post('/konto', refuseForged, async (c) => {
      const email = await formText(c, 'email')
      if (!email.includes('@') || !(await formText(c, 'password'))) {
        return show(c, 'login', 'Logga in', { csrf: formToken(c), problem: 'Fyll i både e-postadress och lösenord.' }, 400)
      }
      login.start(c, email, false)
      return c.redirect('/konto', 303)
    })
    .get('/konto/uppgifter.json', (c) => {
      const email = login.who(c)
      return email === undefined ? c.redirect('/konto', 303) : c.json({ email, cart: cart.read(c) })
    })
    .post('/konto/logga-ut', refuseForged, (c) => {
      login.end(c)
      return c.redirect('/', 303)
    })

    .get('*', missing)
}
