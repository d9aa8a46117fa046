import { askedCategories, fill, isolated, type Language, localeOf, type Policy, pluralFor, type TextKey, type Texts } from '@kakburk/shared'

/** The texts of the first layer, with the shop, the purposes and the number of other companies filled in. */
export const bannerTexts = (policy: Policy, { companies, ...texts }: Texts, language: Language): Record<TextKey, string> => {
  const purposes = askedCategories(policy).map((category) => texts[`${category}List`])
  const others = otherCompanies(policy)
  const values: Record<string, string> = {
    controller: isolated(policy.controller.name, language),
    open: texts.open,
    purposes: new Intl.ListFormat(localeOf(language), { type: 'conjunction' }).format(purposes),
    count: fill(pluralFor(companies, others, language), { count: String(others) }),
  }
  const filled = Object.entries(texts).map(([key, text]) => [key, fill(text, values)])
  return { ...Object.fromEntries(filled), body: fill(others === 0 ? texts.bodyAlone : texts.body, values) }
}

/** How many companies but the shop take part in what is asked. */
const otherCompanies = ({ services, controller: shop }: Policy): number =>
  new Set(
    services
      .filter(({ category, controller }) => category !== 'necessary' && controller !== 'shop' && controller !== shop.name)
      .map(({ controller }) => controller),
  ).size
