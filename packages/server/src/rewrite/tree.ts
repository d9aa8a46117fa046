import { html, type Token, type TreeAdapter, type TreeAdapterTypeMap } from 'parse5'

/** All that the parser needs to know of a node: what it is and where it hangs. Nothing knows its children, so what is closed is forgotten. */
type Node = {
  parent: Node | null
  name: string
  namespace: html.NS
  attributes: Token.Attribute[]
  content: Node | null
  mode: html.DOCUMENT_MODE
}

export type Nodes = TreeAdapterTypeMap<Node, Node, Node, Node, Node, Node, Node, Node, Node, Node>

const makeNode = (name = '', namespace = html.NS.HTML, attributes: Token.Attribute[] = []): Node => ({
  parent: null,
  name,
  namespace,
  attributes,
  content: null,
  mode: html.DOCUMENT_MODE.NO_QUIRKS,
})

const noNodes: Node[] = []
const nothing = () => undefined
const isNot = (_: Node): _ is Node => false
const noText = () => ''

/**
 * A tree of which the parser sees only the branch that it works on: enough for it to read a page as the standard says, and no more
 * memory for a long page than for a short one.
 */
export const branch: TreeAdapter<Nodes> = {
  createDocument: () => makeNode(),
  createDocumentFragment: () => makeNode(),
  createElement: makeNode,
  createCommentNode: () => makeNode(),
  createTextNode: () => makeNode(),
  appendChild: (parent, node) => {
    node.parent = parent
  },
  insertBefore: (parent, node) => {
    node.parent = parent
  },
  detachNode: (node) => {
    node.parent = null
  },
  getParentNode: ({ parent }) => parent,
  getFirstChild: () => null,
  getChildNodes: () => noNodes,
  getTagName: ({ name }) => name,
  getNamespaceURI: ({ namespace }) => namespace,
  getAttrList: ({ attributes }) => attributes,
  getTemplateContent: (template) => template.content ?? template,
  setTemplateContent: (template, content) => {
    template.content = content
  },
  getDocumentMode: ({ mode }) => mode,
  setDocumentMode: (document, mode) => {
    document.mode = mode
  },
  isElementNode: (node): node is Node => node.name !== '',
  isTextNode: isNot,
  isCommentNode: isNot,
  isDocumentTypeNode: isNot,
  adoptAttributes: nothing,
  insertText: nothing,
  insertTextBefore: nothing,
  setDocumentType: nothing,
  setNodeSourceCodeLocation: nothing,
  updateNodeSourceCodeLocation: nothing,
  getNodeSourceCodeLocation: () => null,
  getTextNodeContent: noText,
  getCommentNodeContent: noText,
  getDocumentTypeNodeName: noText,
  getDocumentTypeNodePublicId: noText,
  getDocumentTypeNodeSystemId: noText,
}
