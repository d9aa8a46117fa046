import { addressesIn } from '@kakburk/shared'
import { silently } from '../../quiet.ts'
import { apply } from '../native.ts'
import { asText, wrap } from '../wrap.ts'
import { wrapClass } from './disguise.ts'
import type { Realm, Way } from './realm.ts'

/** A host that no network knows (RFC 6761): what is sent there instead fails by itself, as a blocked network would. */
const nowhere = '//kakburk.invalid'

/** Judges what a script sends or asks for. What must wait fails, as it would without a network. */
export const holdCalls: Way = (realm, { mustWait }) => {
  const held = (kind: string, address: unknown): boolean | undefined =>
    silently(() => address !== undefined && mustWait(kind, [String((address as Partial<Request> | null)?.url ?? address)]))

  const { Cache, Worklet } = realm as Partial<Realm>
  for (const [owner, name] of [
    [realm, 'fetch'],
    [Cache?.prototype, 'add'],
    [Worklet?.prototype, 'addModule'],
  ] as const) {
    wrap(owner, name, 'value', (original, self, values) => {
      if (values.length) values[0] = asText(values[0])
      return held(name, values[0]) ? Promise.reject(new realm.TypeError('Failed to fetch')) : apply(original, self, values)
    })
  }
  wrap(realm.Navigator.prototype, 'sendBeacon', 'value', (original, self, values) => {
    if (values.length) values[0] = asText(values[0])
    return held('beacon', values[0]) ? true : apply(original, self, values)
  })
  wrap(realm, 'open', 'value', (original, self, values) =>
    // What takes the visitor along, as a payment does, is their own.
    !/^_(self|top|parent)$/i.test(String(values[1])) && held('window', values[0]) ? null : apply(original, self, values),
  )
  wrap(realm.XMLHttpRequest.prototype, 'open', 'value', (original, self, values) => {
    if (values.length > 1) {
      values[0] = asText(values[0])
      values[1] = asText(values[1])
      if (held('xhr', values[1])) values[1] = `https:${nowhere}`
    }
    return apply(original, self, values)
  })
  for (const [name, scheme] of [
    ['WebSocket', 'wss:'],
    ['EventSource', 'https:'],
  ] as const) {
    wrapClass(realm, name, (values) => {
      if (values.length) values[0] = asText(values[0])
      if (held(name, values[0])) values[0] = scheme + nowhere
      return values
    })
  }
  wrapClass(realm, 'FontFace', (values) => {
    if (addressesIn('style', String(values[1])).some((address) => held('font', address))) values[1] = 'url(data:,)'
    return values
  })
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
