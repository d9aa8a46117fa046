import { silently } from '../../quiet.ts'
import { apply } from '../native.ts'
import { wrap } from '../wrap.ts'
import { wrapClass } from './disguise.ts'
import type { Way } from './realm.ts'

/** A host that no network knows (RFC 6761): what is sent there instead fails by itself, as a blocked network would. */
const nowhere = '//kakburk.invalid'

/** Judges what a script sends or asks for. What must wait fails, as it would without a network. */
export const holdCalls: Way = (realm, { mustWait }) => {
  const held = (kind: string, address: unknown): boolean | undefined =>
    silently(() => mustWait(kind, [String((address as Partial<Request> | null)?.url ?? address)]))

  wrap(realm, 'fetch', 'value', (original, self, values) =>
    held('fetch', values[0]) ? Promise.reject(new realm.TypeError('Failed to fetch')) : apply(original, self, values),
  )
  wrap(realm.Navigator.prototype, 'sendBeacon', 'value', (original, self, values) =>
    held('beacon', values[0]) ? true : apply(original, self, values),
  )
  wrap(realm, 'open', 'value', (original, self, values) => (held('window', values[0]) ? null : apply(original, self, values)))
  wrap(realm.XMLHttpRequest.prototype, 'open', 'value', (original, self, [method, address, ...values]) =>
    apply(original, self, [method, held('xhr', address) ? `https:${nowhere}` : address, ...values]),
  )
  for (const [name, scheme] of [
    ['WebSocket', 'wss:'],
    ['EventSource', 'https:'],
  ] as const) {
    wrapClass(realm, name, ([address, ...values]) => [held(name, address) ? scheme + nowhere : address, ...values])
  }
  wrapClass(realm, 'Audio', (values) => (held('audio', values[0]) ? [] : values))

  // A form that is sent into a frame loads as a script would; one that takes the visitor along is the visitor's own.
  const intoFrame = (form: HTMLFormElement, submitter?: HTMLElement | null) => {
    const target = submitter?.getAttribute('formtarget') ?? form.getAttribute('target')
    return (
      !!target &&
      [...form.ownerDocument.querySelectorAll('iframe')].some(({ name }) => name === target) &&
      held('form', submitter?.getAttribute('formaction') ?? form.getAttribute('action'))
    )
  }
  wrap(realm.HTMLFormElement.prototype, 'submit', 'value', (original, self, values) =>
    silently(() => intoFrame(self as HTMLFormElement)) ? undefined : apply(original, self, values),
  )
  realm.addEventListener(
    'submit',
    (event) => {
      if (silently(() => intoFrame(event.target as HTMLFormElement, event.submitter))) event.preventDefault()
    },
    true,
  )
}
