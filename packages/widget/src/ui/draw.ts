import type { Tree } from './tree.ts'

/** Draws a tree into real nodes. */
export const draw = (tree: Tree): Node => {
  if (typeof tree === 'string') return document.createTextNode(tree)
  const [tag, attributes, ...children] = tree
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children.map(draw))
  return element
}
