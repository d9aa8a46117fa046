/** The name of the hidden field in which a shop's own server finds the id of a receipt. */
export const fieldName = (purpose: string): string => `kakburk-${purpose}`

/** Puts the id of a receipt into the form of a box, or takes it out when there is none. */
export const setField = (form: HTMLFormElement, purpose: string, id: string | undefined): void => {
  const name = fieldName(purpose)
  const found = [...form.elements].find((field): field is HTMLInputElement => field instanceof HTMLInputElement && field.name === name)
  if (id === undefined) {
    found?.remove()
    return
  }
  const field = found ?? document.createElement('input')
  field.type = 'hidden'
  field.name = name
  field.value = id
  if (!found) form.append(field)
}
