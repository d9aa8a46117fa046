import { quietly } from '../quiet.ts'
import type { Done } from '../site.ts'
import { canonical } from './canonical.ts'

const key = 'kakburkForms'

/** What the visitor has written, by the place of the field among all fields of the page. Secrets and files are not kept. */
const fields = (): (HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[] => [
  ...document.querySelectorAll<HTMLInputElement>('input:not([type=password],[type=hidden],[type=file]),textarea,select'),
]

/** Keeps the values of all forms, and what shall be told, until this tab has loaded the page anew. */
export const keepForms = (told?: Done): void => {
  const values = (fields() as HTMLInputElement[]).map(({ name, value, checked }) => ({ name, value, checked: !!checked }))
  quietly(() =>
    sessionStorage.setItem(
      key,
      canonical({
        page: location.href,
        x: scrollX,
        y: scrollY,
        values: { ...values },
        told: told ?? null,
      }),
    ),
  )
}

/** Whether a page of this tab has kept its forms. */
export const hasForms = (): boolean => !!quietly(() => sessionStorage.getItem(key))

/** Gives the forms back what they held, where the page is still the same, and forgets it. Returns what shall be told, if anything. */
export const restoreForms = (): Done | null | undefined =>
  quietly(() => {
    const text = sessionStorage.getItem(key)
    sessionStorage.removeItem(key)
    const { page, x, y, values, told } = JSON.parse(text ?? '{}')
    if (page !== location.href) return told
    fields().forEach((field, place) => {
      const { name, value, checked } = values[place] ?? {}
      if (name !== field.name) return
      field.value = value
      if ('checked' in field) field.checked = checked
    })
    scrollTo(x, y)
    return told
  })
