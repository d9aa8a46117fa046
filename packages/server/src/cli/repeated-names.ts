/** What is open at one place of a JSON text: an object with the names that it had so far, or a list. */
type Open = { names: Set<string> | undefined; step: string | number }

/**
 * The paths of names that stand more than once in one object of a JSON text, such as `services[0].name`. `JSON.parse` keeps the
 * last of them and says nothing. The text is valid JSON: whoever calls has parsed it.
 */
export const findRepeatedNames = (text: string): string[] => {
  const repeated: string[] = []
  const open: Open[] = []
  for (const [token, name] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}[\],]/g)) {
    const last = open.at(-1)
    if (token === '{') open.push({ names: new Set(), step: '' })
    else if (token === '[') open.push({ names: undefined, step: 0 })
    else if (token === '}' || token === ']') open.pop()
    else if (token === ',' && typeof last?.step === 'number') last.step++
    else if (name !== undefined && last?.names) {
      last.step = JSON.parse(name) as string
      if (last.names.has(last.step)) repeated.push(pathOf(open))
      last.names.add(last.step)
    }
  }
  return repeated
}

const pathOf = (open: readonly Open[]): string =>
  open
    .map(({ step }) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '')
