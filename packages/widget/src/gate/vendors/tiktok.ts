import { createQueue } from './queue.ts'
import type { CreateTeller } from './teller.ts'

/** The TikTok pixel: it holds its events before a choice, and is then told to let them go or to drop them and its cookies. */
export const create: CreateTeller = (services, isGranted) => {
  const page = window as unknown as { ttq?: Record<string, (() => void) | undefined> }
  const say = createQueue('ttq')
  const change = () => {
    const word = services.every(isGranted) ? 'grantConsent' : 'revokeConsent'
    const { ttq } = page
    // The tag itself goes by its methods; before it runs they put a command into the queue, and old snippets lack these three.
    if (ttq?.[word]) ttq[word]()
    else say([word])
  }
  return {
    first(decided) {
      say(['holdConsent'])
      if (decided) change()
    },
    change,
  }
}
