import { apply } from '../native.ts'
import { surely } from '../surely.ts'
import { makeTexts, wrap } from '../wrap.ts'
import { wrapClass } from './disguise.ts'
import type { Realm, Way } from './realm.ts'

/** A host that no network knows (RFC 6761): what is sent there instead fails by itself, as a blocked network would. */
const nowhere = '//kakburk.invalid'

/** Judges what a script sends or asks for. What must wait fails, as it would without a network. */
export const holdCalls: Way = (realm, { mustRefuse, reach }) => {
  const { Cache, Worklet, Promise: Answer, TypeError: Failure } = realm as Pick<Realm, 'Promise' | 'TypeError'> & Partial<Realm>
  for (const [owner, name] of [
    [realm, 'fetch'],
    [Cache?.prototype, 'add'],
    [Worklet?.prototype, 'addModule'],
  ] as const) {
    wrap(owner, name, 'value', (_, values) => mustRefuse(name, makeTexts(values, 1)[0]) && [Answer.reject(new Failure('Failed to fetch'))])
  }
  wrap(realm.Navigator.prototype, 'sendBeacon', 'value', (_, values) => mustRefuse('beacon', makeTexts(values, 1)[0]) && [true])
  wrap(realm, 'open', 'value', (self, values, original) => {
    // What takes the visitor along, as a payment does, is their own.
    const opened =
      surely(() => !/^_(self|top|parent)$/i.test(String(values[1]))) && mustRefuse('window', makeTexts(values, 1)[0])
        ? null
        : apply(original, self, values)
    reach(opened)
    return [opened]
  })
  for (const [kind, owner, name, place] of [
    ['xhr', realm.XMLHttpRequest.prototype, 'open', 1],
    ['fetchLater', realm, 'fetchLater', 0],
  ] as const) {
    wrap(owner, name, 'value', (_, values) => {
      if (mustRefuse(kind, makeTexts(values, place + 1)[place])) values[place] = `https:${nowhere}`
      return
    })
  }
  for (const [name, scheme] of [
    ['WebSocket', 'wss:'],
    ['EventSource', 'https:'],
  ] as const) {
    wrapClass(realm, name, (values) => {
      if (mustRefuse(name, makeTexts(values, 1)[0])) values[0] = scheme + nowhere
      return values
    })
  }
  // Its address is set as every other is, so that it can wait.
  wrapClass(
    realm,
    'Audio',
    () => [],
    (audio, [address]) => {
      if (address !== undefined) (audio as HTMLAudioElement).src = address as string
    },
  )
}
