import type { Page } from 'playwright-core'

/**
 * What a screen reader is given of a page: `role name`, with `checked=…` and `modal` where they are said; of a region that is announced
 * the text that stands in it, as `status: text`.
 */
export const namesAndRoles = async (page: Page): Promise<string[]> => {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  await session.detach()
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const textOf = (id: string): string => {
    const node = byId.get(id)
    if (node?.role?.value === 'StaticText') return String(node.name?.value ?? '')
    return (node?.childIds ?? []).map(textOf).join('')
  }
  return nodes
    .filter(({ ignored }) => !ignored)
    .map((node) => {
      const role = String(node.role?.value)
      if (role === 'status') return `status: ${textOf(node.nodeId)}`
      const property = (name: string) => node.properties?.find((one) => one.name === name)?.value.value
      const checked = property('checked')
      return [role, node.name?.value, checked === undefined ? '' : `checked=${checked}`, property('modal') === true ? 'modal' : '']
        .filter(Boolean)
        .join(' ')
    })
}
