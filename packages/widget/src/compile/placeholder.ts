import {
  askedCategories,
  everything,
  isolated,
  type Language,
  labelled,
  localeOf,
  localized,
  type OptionalCategory,
  type Policy,
  type Texts,
} from '@kakburk/shared'
import { texts as ourTexts } from '../text/index.ts'
import { placeholderCss } from '../ui/placeholder.css.ts'
import type { PlaceholderScreen } from '../ui/showPlaceholder.ts'
import { bannerTexts } from './banner.ts'

/** What stands in the held frames of a site, in one language. What is known on the page alone stays to be filled in. */
export const makePlaceholder = (policy: Policy, texts: Partial<Texts>, language: Language): PlaceholderScreen => {
  // A policy that was published before there were placeholders has no texts for them.
  const words = bannerTexts(policy, { ...ourTexts[language], ...texts }, language)
  const asked = askedCategories(policy)
  const services = policy.services.filter(({ category }) => category !== 'necessary')
  const list = asked.map((category) => words[`${category}List`])
  return {
    language,
    css: placeholderCss(policy.look),
    title: words.heldTitle,
    body: words.heldBody,
    // The net of strict mode lets in what is granted, and cannot be lifted for one thing.
    ...(policy.blocking !== 'strict' && { once: words.heldOnce }),
    settings: words.settings,
    names: Object.fromEntries<PlaceholderScreen['names'][string]>([
      ...services.map(({ id, category }) => [id, [words[`${category as OptionalCategory}List`], words.heldAlways]] as const),
      // A yes to a category, or to everything, is called what it is: it is for more than this one frame.
      ...asked.map((category) => [category, [words[`${category}List`], labelled(words.accept, words[category], language)]] as const),
      [everything, [new Intl.ListFormat(localeOf(language), { type: 'conjunction' }).format(list), words.accept]],
    ]),
    services: Object.fromEntries(
      services.map(({ id, name, controller }) => {
        const called = isolated(localized(name, language), language)
        const company = isolated(controller === 'shop' ? policy.controller.name : controller, language)
        return [id, company === called ? [called] : [called, company]]
      }),
    ),
    addresses: services.flatMap(({ id, hosts }) => hosts.map((host) => [startOf(host), id] as const)),
  }
}

/** `youtube.com` as `youtube.com/`, so that it is the whole of a host; what is asked for by a parameter stands for its path. */
const startOf = (host: string): string => {
  const [address = ''] = host.split('?')
  return address.includes('/') ? address : `${address}/`
}
