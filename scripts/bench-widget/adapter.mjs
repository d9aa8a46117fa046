import { parsePolicyFile, policyName } from '@kakburk/shared'
import { compileSite, makeTag, texts } from '@kakburk/widget/compile'

/**
 * What the harness hands to an adapter: one text and one list of categories for every banner, so that they compare.
 * @typedef {{ text: Record<'title' | 'body' | 'accept' | 'reject' | 'settings' | 'save' | 'policy' | 'policyUrl', string>, categories: { id: string, name: string, desc: string }[] }} Deck
 */

/** A service of ours in each of the four categories. */
const services = ['shop-cart', 'remembered-login', 'google-analytics', 'facebook-pixel']

/** Stands in the tag for the address of the page, which the harness knows only when it listens. */
const origin = 'https://bench.example'

/**
 * Our banner as a site's page loads it: the tag as it is pasted, gate.js, and the files that it fetches by itself.
 * @param {'marked' | 'automatic' | 'strict'} blocking
 * @returns {(deck: Deck) => Promise<{ label: string, note: string, head: string, files: Record<string, string>, banner: string, accept: string }>}
 */
export const makeAdapter = (blocking) => async (deck) => {
  const policy = parsePolicyFile(
    {
      site: 'bench',
      origins: [origin],
      controller: { name: 'Demo shop', contact: 'privacy@shop.example', privacyPage: `${origin}${deck.text.policyUrl}` },
      languages: ['en'],
      blocking,
      services,
      texts: { en: wordsOf(deck) },
    },
    texts,
  )
  const { gate, files } = await compileSite(policy, await policyName(policy))
  return {
    label: `kakburk, ${blocking}`,
    note: 'a policy of four services',
    head: makeTag(policy, `${origin}/gate.js`).replace(`${origin}/gate.js`, 'gate.js').replace(` ${origin}`, ''),
    files: {
      'gate.js': gate,
      // As a log that has taken it: a receipt that waits would be sent anew by the visitor who has decided.
      receipts: '{"proof":"taken"}',
      ...Object.fromEntries(Object.entries(files).map(([name, content]) => [`files/${name}`, content])),
    },
    banner: '#kakburk >>> .banner',
    accept: '#kakburk >>> .banner [data-kakburk=accept]',
  }
}

/**
 * The deck's words in the places of ours.
 * @param {Deck} deck
 */
const wordsOf = ({ text, categories }) => {
  const [necessary, preferences, analytics, marketing] = categories
  return {
    title: text.title,
    body: text.body,
    bodyAlone: text.body,
    accept: text.accept,
    reject: text.reject,
    settings: text.settings,
    save: text.save,
    privacyPage: text.policy,
    ...Object.fromEntries(
      Object.entries({ necessary, preferences, analytics, marketing }).flatMap(([id, category]) => [
        [id, category?.name],
        [`${id}About`, category?.desc],
      ]),
    ),
  }
}
