/** Elements that load something by an attribute or by their text, by local name. */
export const loadingElements = [
  'script',
  'iframe',
  'img',
  'link',
  'source',
  'video',
  'audio',
  'track',
  'object',
  'embed',
  'style',
  'input',
  'frame',
  'image',
  'use',
  'feImage',
] as const

/** Attributes of these elements that hold what is loaded. */
export const loadingAttributes = ['src', 'srcset', 'href', 'xlink:href', 'data', 'poster', 'srcdoc', 'imagesrcset'] as const

/** Attributes that load something on whichever element they stand. */
export const everywhereAttributes = ['style', 'ping', 'background'] as const

/** Stands before the name of an attribute that is held back: `src` waits as `data-kakburk-src`. */
export const heldPrefix = 'data-kakburk-'

/** The type of a script or style sheet that no browser uses. */
export const inertType = 'text/plain'

/**
 * The addresses in the value of an attribute, in order; unresolved, as they are written. Of a style sheet, of a module's code and
 * of a document in a `srcdoc` or an address those that name a host. `attribute` is empty for the text of an element.
 */
export const addressesIn = (attribute: string, value: string): string[] => {
  if (/^(|style|srcdoc)$/.test(attribute) || /^\s*(javascript:|data:text\/html)/i.test(value))
    return value.match(/(?:(?:http|ws)s?:)?\/\/[^\s"'`()<>\\;,]+/g) ?? []
  return /set$|^ping/.test(attribute) ? value.split(/[\s,]+/).filter(Boolean) : [value]
}

/** Whether the text of a script is judged: a browser loads what a module names, or may load what a map or a list of rules names, before any of it runs. */
export const loadsByText = (element: string, type: string | null): boolean =>
  element === 'style' || (element === 'script' && /^\s*(module|importmap|speculationrules)\s*$/i.test(type ?? ''))
