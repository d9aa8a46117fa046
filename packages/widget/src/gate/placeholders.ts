import type { Load } from '../site.ts'

/** What the visitor may answer where a frame is held. `once` is told the service whose it is, `settings` too, or else what the frame waits for. */
type Answers = { once(element: Element, service: string): void; always(name: string): void; settings(name: string): void }

type File = {
  showPlaceholder(
    element: Element,
    name: string,
    screen: unknown,
    answers: { once(service: string): void; always(): void; settings(service?: string): void },
  ): () => void
  screen: unknown
}

/** What stands in a frame: the file that has drawn it, and what takes it away. */
type Shown = { file: string; takeAway: () => void }

/**
 * Shows something in each held frame, anew in each language; what draws it is loaded with the first one. `file` names that in the language of the page, `nameOf`
 * says what a frame waits for.
 */
export const createPlaceholders = (load: Load, file: () => string, nameOf: (element: Element) => string | undefined, answers: Answers) => {
  const shown = new WeakMap<Element, Shown>()
  const takeAway = (element: Element): void => {
    shown.get(element)?.takeAway()
    shown.delete(element)
  }
  return {
    async show(element: Element): Promise<void> {
      const mine: Shown = { file: file(), takeAway: () => {} }
      if (shown.get(element)?.file === mine.file) return
      takeAway(element)
      shown.set(element, mine)
      const name = element.getAttribute('data-consent') ?? nameOf(element) ?? ''
      const { showPlaceholder, screen } = await load<File>(mine.file)
      if (shown.get(element) !== mine) return
      mine.takeAway = showPlaceholder(element, name, screen, {
        once: (service) => answers.once(element, service),
        always: () => answers.always(name),
        settings: (service = name) => answers.settings(service),
      })
    },
    takeAway,
  }
}
