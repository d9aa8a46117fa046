import { quietly } from '../quiet.ts'
import { canonical } from './canonical.ts'

const key = 'kakburkForms'

/** What the visitor has written, by the place of the field among all fields of the page. Secrets and files are not kept. */
const fields = (): (HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[] => [
  ...document.querySelectorAll<HTMLInputElement>('input:not([type=password],[type=hidden],[type=file]),textarea,select'),
]

/** Keeps the values of all forms until this tab has loaded the page anew. */
export const keepForms = (): void => {
  const values = (fields() as HTMLInputElement[]).map(({ name, value, checked }) => ({ name, value, checked: !!checked }))
  quietly(() => sessionStorage.setItem(key, canonical({ page: location.href, x: scrollX, y: scrollY, values: { ...values } })))
}

/** Whether a page of this tab has kept its forms. */
export const hasForms = (): boolean => !!quietly(() => sessionStorage.getItem(key))

/** Gives the forms back what they held, where the page is still the same, and forgets it. */
export const restoreForms = (): void => {
  quietly(() => {
    const text = sessionStorage.getItem(key)
    sessionStorage.removeItem(key)
    const { page, x, y, values } = JSON.parse(text ?? '{}')
    if (page !== location.href) return
    fields().forEach((field, place) => {
      const { name, value, checked } = values[place] ?? {}
      if (name !== field.name) return
      field.value = value
      if ('checked' in field) field.checked = checked
    })
    scrollTo(x, y)
  })
}
