/** The page that the visitor is on. */
export const readPath = (): string => location.pathname

/** Calls at every change of page. Returns the function that stops it. */
export const onMove = (listener: () => void): (() => void) => {
  addEventListener('popstate', listener)
  return () => removeEventListener('popstate', listener)
}

/** Lets the app answer a click on one of its own links, which then loads no page. */
export const takeLink = (event: { target: EventTarget | null; preventDefault(): void }): void => {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="/"]')
  if (!link) return
  event.preventDefault()
  history.pushState(null, '', link.href)
  dispatchEvent(new PopStateEvent('popstate'))
}
