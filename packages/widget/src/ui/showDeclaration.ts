import { declarationCss } from './declaration.css.ts'
import { draw } from './draw.ts'
import type { Tree } from './tree.ts'

/**
 * Puts the declaration into an element of the page, in the place of what stood there. It lies in the page itself and looks as the page
 * does. An element that has it already keeps it.
 */
export const showDeclaration = (element: Element, tree: Tree): void => {
  if (element.firstChild && element.firstChild === drawn.get(element)) return
  const { ownerDocument: page } = element
  if (!styled.has(page)) {
    // A sheet belongs to the window that made it.
    const sheet = new (page.defaultView ?? window).CSSStyleSheet()
    sheet.replaceSync(declarationCss)
    page.adoptedStyleSheets.push(sheet)
    styled.add(page)
  }
  const declaration = draw(tree)
  drawn.set(element, declaration)
  element.replaceChildren(declaration)
}

const drawn = new WeakMap<Element, Node>()
const styled = new WeakSet<Document>()
