import type { Language } from './language.ts'

/** A name and its value on one line, with the colon as the language writes it. */
export const labelled = (name: string, value: string, language: Language): string => `${name}${language === 'fr' ? '\u202f' : ''}: ${value}`
