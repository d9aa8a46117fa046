type Make = 'createHTML' | 'createScriptURL'

type Writing = Record<Make, (text: string) => string>

const plain: Writing = { createHTML: (text) => text, createScriptURL: (text) => text }

let writing: Writing | undefined

/**
 * A text that a page which requires Trusted Types takes from us as markup or as the address of something that runs: it goes through a
 * policy of our own name, made when first needed.
 */
export const trusted = (text: string, make: Make = 'createHTML'): string => {
  const { trustedTypes } = window as { trustedTypes?: { createPolicy(name: string, rules: Writing): Writing } }
  writing ??= trustedTypes?.createPolicy('kakburk', plain) ?? plain
  return writing[make](text)
}
