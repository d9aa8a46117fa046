/**
 * Whether a style sheet hides what bears our name, as the list of a visitor's blocker does, and not just everything of its kind. Our own
 * styles go before those of the page, so it is asked of an element of that name without any.
 */
export const isHiddenByName = (): boolean => {
  const twin = document.createElement('div')
  twin.id = 'kakburk'
  document.documentElement.append(twin)
  const isHidden = () => getComputedStyle(twin).display === 'none'
  const named = isHidden()
  twin.id = ''
  const unnamed = isHidden()
  twin.remove()
  return named && !unnamed
}
