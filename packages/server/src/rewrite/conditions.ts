/** Stands before the name of a form in an ETag. */
const sign = '~kakburk.'

/**
 * The ETag of one form of a page: one page has a form for each decision. It is weak, since what the shop's own says of the bytes no
 * longer holds; that the shop's was strong is kept at the end.
 */
export const withForm = (tag: string, form: string): string => {
  const [, weak, own = ''] = /^(W\/)?"?([^"]*)/.exec(tag) ?? []
  return `W/"${own}${sign}${form}${weak ? '' : '!'}"`
}

/**
 * What a browser has, as the shop knows it: `tags` without our forms and without pages in a form that does not serve, and the form of
 * the first that does. `isPage`: a page is asked for, so that a tag without a form is of a time before us.
 */
export const readConditions = (header: string, forms: readonly string[], isPage: boolean): { tags: string[]; form?: string } => {
  const tags: string[] = []
  const found: string[] = []
  for (const tag of header.match(/(?:W\/)?"[^"]*"|\*/g) ?? []) {
    const at = tag.lastIndexOf(sign)
    const form = at < 0 ? undefined : tag.slice(at + sign.length).replace(/!?"$/, '')
    if (form === undefined) {
      if (!isPage) tags.push(tag)
    } else if (forms.includes(form)) {
      tags.push(`${tag.endsWith('!"') ? tag.slice(2, at) : tag.slice(0, at)}"`)
      found.push(form)
    }
  }
  return { tags, ...(found[0] !== undefined && { form: found[0] }) }
}
