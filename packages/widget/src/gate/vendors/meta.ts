import { whenSet } from './set.ts'
import type { CreateTeller } from './teller.ts'

type Pixel = (...call: unknown[]) => void

/**
 * The Meta pixel: our word is the first in the queue of its snippet, before `init`. The function itself is left to the snippet, which
 * does nothing where it finds one. Only while the snippet waits, made inert by the owner, a function stands in for it, so that the
 * shop's own calls do not fail; they are made again when the snippet has run.
 */
export const create: CreateTeller = (services, isGranted) => {
  const page = window as unknown as { fbq?: Pixel }
  const calls: unknown[][] = []
  const standIn: Pixel = (...call) => {
    calls.push(call)
  }
  const answer = () => ['consent', services.every(isGranted) ? 'grant' : 'revoke']

  const lead = (fbq: unknown) => {
    whenSet(fbq as Pixel, 'queue', (queue) => (queue as unknown[]).unshift(answer()))
    setTimeout(() => {
      for (const call of calls.splice(0)) (fbq as Pixel)(...call)
    })
  }

  return {
    first: () => whenSet(page, 'fbq', lead, () => (isWaiting() ? standIn : undefined)),
    change() {
      if (page.fbq !== standIn) page.fbq?.(...answer())
    },
  }
}

const isWaiting = () =>
  [...document.querySelectorAll('script[type="text/plain"]')].some(({ textContent }) => textContent?.includes('fbevents'))
