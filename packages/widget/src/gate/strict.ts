import { everything } from '@kakburk/shared'
import type { holdByAddress, Mode } from './holding.ts'
import { castNet } from './ways/net.ts'
import { holdWorkers } from './ways/workers.ts'

/** The mode that also holds every unknown third party, with a Content-Security-Policy in force behind it. */
export const strictly =
  (hold: typeof holdByAddress): Mode =>
  (parts) => {
    const holding = hold(parts, [holdWorkers])
    return {
      ...holding,
      start() {
        // It cannot name what nobody knows, so it goes where everything is granted; the known trackers that nobody was asked about still wait.
        if (!parts.isGranted(everything)) castNet(parts.rules.hosts ?? {}, parts.origin, parts.isGranted)
        holding.start()
      },
    }
  }
