import type { Tree } from '@kakburk/widget/compile'

/** A piece of a screen as HTML, with everything escaped. Of the elements without an end tag it knows the place where a line may break. */
export const printTree = (tree: Tree): string => {
  if (typeof tree === 'string') return escaped(tree)
  const [tag, attributes, ...children] = tree
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`)
  const start = `<${tag}${written.join('')}>`
  return tag === 'wbr' ? start : `${start}${children.map(printTree).join('')}</${tag}>`
}

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => marks[mark] as string)
