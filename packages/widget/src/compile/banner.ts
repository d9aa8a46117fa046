import { askedCategories, type Language, type Policy, type Texts } from '@kakburk/shared'

/** The texts of the first layer, with the shop, the purposes and the number of other companies filled in. */
export const bannerTexts = (policy: Policy, texts: Texts, language: Language): Texts => {
  const purposes = askedCategories(policy).map((category) => texts[`${category}List`])
  const others = otherCompanies(policy)
  const values: Record<string, string> = {
    controller: policy.controller.name,
    open: texts.open,
    purposes: new Intl.ListFormat(language, { type: 'conjunction' }).format(purposes),
    count: fill(others === 1 ? texts.company : texts.companies, { count: String(others) }),
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

/** Fills in all values at once, so that nothing in a value is taken for a placeholder or a pattern. */
const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder)
