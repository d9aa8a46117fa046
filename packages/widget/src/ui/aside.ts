/** Whether most of an element lies behind a box. What is far larger than the box never does: enough of it is in sight. */
export const isBehind = (element: Element, box: Element): boolean => {
  const [a, b] = [element.getBoundingClientRect(), box.getBoundingClientRect()]
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return width > 0 && height > 0 && 2 * width * height > a.width * a.height
}
