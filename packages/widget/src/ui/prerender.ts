import type { ComponentChild, VNode } from 'preact'
import type { Tree } from './tree.ts'

/**
 * Draws components as data, when a policy is compiled: the banner is then on screen before Preact is needed, from the
 * very components that are tested. Only components without state can be drawn so; listeners are found by `data-kakburk`.
 */
export const prerender = (node: ComponentChild): Tree[] => {
  if (node === null || node === undefined || typeof node === 'boolean') return []
  if (Array.isArray(node)) return joinTexts(node.flatMap(prerender))
  if (typeof node !== 'object') return [String(node)]
  const { type, props } = node as VNode<Record<string, unknown>>
  if (typeof type === 'function') return prerender((type as (props: unknown) => ComponentChild)(props))
  const { children, ...rest } = props
  return [[String(type), Object.fromEntries(Object.entries(rest).flatMap(attribute)), ...prerender(children as ComponentChild)]]
}

const attribute = ([name, value]: [string, unknown]): [string, string][] => {
  if (typeof value === 'function') throw new TypeError(`a prerendered component cannot have the listener ${name}`)
  if (value === undefined || value === null) return []
  if (typeof value === 'object') throw new TypeError(`a prerendered component cannot have an object as ${name}`)
  // As Preact has it: `aria-…` and `data-…` say true and false in words, all else by being there.
  if (typeof value === 'boolean' && name[4] !== '-') return value ? [[name, '']] : []
  return [[name, String(value)]]
}

const joinTexts = (trees: Tree[]): Tree[] =>
  trees.reduce<Tree[]>((joined, tree) => {
    const last = joined.at(-1)
    if (typeof tree === 'string' && typeof last === 'string') joined[joined.length - 1] = last + tree
    else joined.push(tree)
    return joined
  }, [])
