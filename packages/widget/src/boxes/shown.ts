import { makeShownText } from '@kakburk/shared'

/** What is shown beside a box: its labels and what describes it, as they can be read now, without anything that a visitor has written. */
export const readShown = (box: HTMLInputElement): string => {
  const places = new Set([...(box.labels ?? []), ...named(box, 'aria-labelledby'), ...named(box, 'aria-describedby')])
  return makeShownText(withoutFields([...places].map(textOf).join(' '), valuesIn(box.form)))
}

/** A text without the values of fields and without anything that looks like an e-mail address: what a page repeats of them is not the shop's to have logged. */
export const withoutFields = (text: string, values: readonly string[]): string =>
  values.reduce((left, value) => left.split(value).join('…'), text).replace(/[^\s<>()]+@[^\s<>()]+/g, '…')

const named = (box: Element, attribute: string): Element[] =>
  (box.getAttribute(attribute) ?? '')
    .split(/\s+/)
    .flatMap((id) => (id && (box.getRootNode() as Document | ShadowRoot).getElementById(id)) || [])

/** What holds a visitor's own words, or is never shown. */
const unsaid = 'input,select,textarea,button,output,script,style,template,noscript,[contenteditable]:not([contenteditable=false])'

const textOf = (node: Node): string => {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? ''
  if (!(node instanceof Element) || node.matches(unsaid)) return ''
  const { display, visibility } = getComputedStyle(node)
  if (display === 'none' || visibility === 'hidden' || visibility === 'collapse') return ''
  const text = [...node.childNodes].map(textOf).join('')
  return display === 'inline' && node.localName !== 'br' ? text : ` ${text} `
}

/** The shortest values are too likely to stand in the shop's own words. */
const shortest = 3

const valuesIn = (form: HTMLFormElement | null): string[] =>
  [...(form?.elements ?? [])].flatMap((field) => {
    const isWritten = field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && written.test(field.type))
    const value = isWritten ? field.value.trim() : ''
    return value.length < shortest ? [] : [value]
  })

const written = /^(?:text|email|tel|search|url|password|number|date|month|week|time|datetime-local)$/
