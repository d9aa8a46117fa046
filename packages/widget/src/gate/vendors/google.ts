import type { Rules } from '@kakburk/shared'
import { quietly } from '../../quiet.ts'

/** How long Google's tags wait for the update that follows the defaults, in milliseconds. */
const patience = 500

/**
 * Tells Google's tags by Consent Mode v2: everything denied before any tag runs, then one update after each choice and on
 * each later page. Says nothing when the policy does not ask for it.
 */
export const createGoogle = (types: Rules['google'], isGranted: (name: string) => boolean) => {
  const tell = (command: string, granted: (name: string) => boolean, more?: object) => {
    if (types) quietly(() => push('consent', command, { ...consentState(types, granted), ...more }))
  }
  return {
    defaults: () => tell('default', () => false, { wait_for_update: patience }),
    update: () => tell('update', isGranted),
    /** Stops a tag that is running, which would otherwise report once more, without cookies, when the page closes. */
    silence: () => {
      const flags = window as unknown as Record<string, boolean>
      for (const said of dataLayer()) if (said?.[0] === 'config') flags[`ga-disable-${said[1]}`] = true
    },
  }
}

/** The state of all types: a type is granted when everything that it follows is. */
export const consentState = (types: NonNullable<Rules['google']>, isGranted: (name: string) => boolean) =>
  Object.fromEntries(Object.entries(types).map(([type, followed]) => [type, followed.every(isGranted) ? 'granted' : 'denied']))

/** Google's tags know a command by its being an `arguments` object; an array is another thing to them. */
const push: (...command: unknown[]) => void = function () {
  // biome-ignore lint/complexity/noArguments: see above
  dataLayer().push(arguments)
}

const dataLayer = () => {
  const page = window as { dataLayer?: (ArrayLike<unknown> | undefined)[] }
  page.dataLayer ??= []
  return page.dataLayer
}
