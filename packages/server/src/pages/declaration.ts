import { labelled, type Texts } from '@kakburk/shared'
import { accessInWords, type Declaration, kindInWords } from '@kakburk/widget/compile'

/** A declaration as plain text, which says the same as the table, a line for each thing that a service keeps or asks for. */
export const printDeclaration = (declaration: Declaration, updated: string, texts: Texts): string => {
  const { language, title, controller, authorities, rights, categories } = declaration
  const label = (name: string, value: string) => labelled(name, value, language)
  const lines = [
    title,
    updated,
    '',
    label(texts.controller, `${controller.name}, ${controller.contact}, ${controller.privacyPage}`),
    ...authorities.map(({ name, url }) => label(texts.authority, url === undefined ? name : `${name}, ${url}`)),
    rights,
  ]
  for (const { name, about, services } of categories) {
    lines.push('', `# ${name}`, about)
    for (const service of services) {
      lines.push('', `## ${service.name}`, label(texts.purpose, service.purpose), label(texts.setBy, service.controller))
      lines.push(...accessInWords(service, texts, language))
      for (const { kind, name, setBy, kept } of service.items) {
        const facts = [kindInWords(kind, texts), label(texts.setBy, setBy), ...(kept === undefined ? [] : [label(texts.kept, kept)])]
        lines.push(`- ${name}: ${facts.join('; ')}`)
      }
    }
  }
  return `${lines.join('\n')}\n`
}
