import { getAttribute, queryAll } from '../native.ts'
import { surely } from '../surely.ts'
import { wrap } from '../wrap.ts'
import type { Way } from './realm.ts'

/** Judges forms that are sent into a frame, which loads as a script would; one that takes the visitor along is the visitor's own. */
export const holdForms: Way = (realm, { mustRefuse }) => {
  const intoFrame = (form: HTMLFormElement, submitter?: HTMLElement | null) => {
    // A form answers to the names of its fields, such as one that is called `getAttribute`.
    const given = (name: string) => (submitter && getAttribute(submitter, `form${name}`)) ?? getAttribute(form, name)
    const target = given('target')
    return (
      !!target &&
      [...queryAll(realm.document, 'iframe')].some((frame) => getAttribute(frame, 'name') === target) &&
      mustRefuse('form', given('action'))
    )
  }
  wrap(realm.HTMLFormElement.prototype, 'submit', 'value', (form) => surely(() => intoFrame(form as HTMLFormElement)) && [])
  realm.addEventListener(
    'submit',
    (event) => {
      if (surely(() => intoFrame(event.target as HTMLFormElement, event.submitter))) event.preventDefault()
    },
    true,
  )
}
