import type { Language } from '@kakburk/shared'
import { en } from './en.ts'
import { sv } from './sv.ts'
import type { PageTexts } from './texts.ts'

export type { PageTexts } from './texts.ts'

/** The texts of our pages. A language that the banner has and the pages lack does not compile. */
export const pageTexts: Record<Language, PageTexts> = { sv, en }
