import { readdirSync, readFileSync } from 'node:fs'

export type Values = Record<string, string>

/**
 * The HTML files of a folder, by name without `.html`. In a file stands `{{name}}` for a text and `{{{name}}}` for markup
 * that another file has made.
 */
export const createPages = (folder: URL) => {
  const files = new Map(readdirSync(folder).map((file) => [file.replace(/\.html$/, ''), readFileSync(new URL(file, folder), 'utf8')]))
  return (name: string, values: Values = {}): string => {
    const file = files.get(name)
    if (file === undefined) throw new Error(`No page "${name}" in ${folder.pathname}`)
    const read = (key: string): string => {
      const value = values[key]
      if (value === undefined) throw new Error(`Page "${name}" has no value for "${key}"`)
      return value
    }
    return file.replace(/\{\{\{(\w+)\}\}\}|\{\{(\w+)\}\}/g, (_, markup?: string, text?: string) =>
      markup === undefined ? escaped(read(text ?? '')) : read(markup),
    )
  }
}

/** A price in whole crowns, as Swedish shops write it: `4 290 kr`. */
export const crowns = (price: number): string => `${price.toLocaleString('sv-SE')} kr`

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
