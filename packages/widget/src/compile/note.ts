import type { Language, Policy, Texts } from '@kakburk/shared'
import { texts as ourTexts } from '../text/index.ts'
import { noteCss } from '../ui/note.css.ts'
import type { NoteScreen } from '../ui/showNote.ts'

/** What is told after an answer, in one language. A policy that was published before there was a note has no texts for it. */
export const makeNote = ({ texts }: Pick<Policy, 'texts'>, language: Language): NoteScreen => {
  const { saved, withdrawn, deleted, close } = { ...ourTexts[language], ...(texts[language] as Partial<Texts> | undefined) }
  return { language, css: noteCss, saved, withdrawn, deleted, close }
}
