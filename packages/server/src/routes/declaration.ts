import { chooseLanguage, fill, type Language, localeOf, type Texts } from '@kakburk/shared'
import { declarationTree, makeDeclaration } from '@kakburk/widget/compile'
import { type Context, Hono } from 'hono'
import { printDeclaration } from '../pages/declaration.ts'
import { printTree } from '../pages/tree.ts'
import { requireCurrent, type Sites } from '../sites/contract.ts'

/**
 * What a site declares, made of the policy that its gate asks by: as a piece of HTML, as text and as data. In the language that `lang`
 * names, else in the first of the policy.
 */
export const declarationRoutes = (sites: Sites) => {
  const declare = async (c: Context) => {
    const { policy, name, publishedAt } = await requireCurrent(sites, c.req.param('site') ?? '')
    const language = chooseLanguage(c.req.query('lang') ?? '', policy.languages as [Language, ...Language[]])
    const texts = policy.texts[language] as Texts
    const time = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(publishedAt))
    c.header('Content-Language', language)
    // As the gate: both change with the policy, and shall do so together.
    c.header('Cache-Control', 'public, max-age=300, stale-while-revalidate=600')
    c.header('Access-Control-Allow-Origin', '*')
    c.header('Cross-Origin-Resource-Policy', 'cross-origin')
    return { declaration: makeDeclaration(policy, name, language), texts, publishedAt, updated: fill(texts.updated, { time }) }
  }
  return new Hono()
    .get('/s/:site/declaration.html', async (c) => {
      const { declaration, texts, updated } = await declare(c)
      c.header('Content-Security-Policy', "default-src 'none'; base-uri 'none'; form-action 'none'")
      const [tag, attributes, ...children] = declarationTree(declaration, texts) as Exclude<ReturnType<typeof declarationTree>, string>
      return c.html(printTree([tag, attributes, ...children, ['p', { class: 'kakburk-updated' }, updated]]))
    })
    .get('/s/:site/declaration.txt', async (c) => {
      const { declaration, texts, updated } = await declare(c)
      return c.text(printDeclaration(declaration, updated, texts))
    })
    .get('/s/:site/declaration.json', async (c) => {
      const { declaration, publishedAt } = await declare(c)
      return c.json({ v: 1, publishedAt, ...declaration })
    })
}
