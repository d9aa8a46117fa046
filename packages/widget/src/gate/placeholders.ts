import type { Load } from '../site.ts'

/** What the visitor may answer where a frame is held. `once` is told the service whose it is. */
type Answers = { once(element: Element, service: string): void; always(name: string): void }

type File = {
  showPlaceholder(element: Element, name: string, screen: unknown, answers: { once(service: string): void; always(): void }): () => void
  screen: unknown
}

/** Shows something in each held frame; what draws it is loaded with the first one. `nameOf` says what a frame waits for. */
export const createPlaceholders = (load: Load, file: string, nameOf: (element: Element) => string | undefined, answers: Answers) => {
  const shown = new WeakMap<Element, () => void>()
  return {
    async show(element: Element): Promise<void> {
      if (shown.has(element)) return
      shown.set(element, () => {})
      const name = element.getAttribute('data-consent') ?? nameOf(element) ?? ''
      const { showPlaceholder, screen } = await load<File>(file)
      if (!shown.has(element)) return
      shown.set(
        element,
        showPlaceholder(element, name, screen, {
          once: (service) => answers.once(element, service),
          always: () => answers.always(name),
        }),
      )
    },
    takeAway(element: Element): void {
      shown.get(element)?.()
      shown.delete(element)
    },
  }
}
