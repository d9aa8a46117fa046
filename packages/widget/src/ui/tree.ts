/** A piece of the screen as data: a text, or an element with its attributes and children. Never an HTML string. */
export type Tree = string | [tag: string, attributes: Record<string, string>, ...children: Tree[]]
