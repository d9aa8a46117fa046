import { whenSet } from './set.ts'
import type { CreateTeller } from './teller.ts'

/**
 * Microsoft Clarity: the answer of the moment is the first that its snippet hears, then each later one. It is let use its
 * cookies for advertising only by a yes to marketing, whichever category the service itself is of.
 */
export const create: CreateTeller = (services, isGranted) => {
  const page = window as unknown as { clarity?(...call: unknown[]): void }
  const word = (granted: boolean) => (granted ? 'granted' : 'denied')
  const change = () => {
    const granted = services.every(isGranted)
    page.clarity?.('consentv2', { ad_Storage: word(granted && isGranted('marketing')), analytics_Storage: word(granted) })
  }
  return { first: () => whenSet(page, 'clarity', change), change }
}
