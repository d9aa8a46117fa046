import { everything } from '@kakburk/shared'
import { holdByAddress } from './gate/holding.ts'
import { castNet } from './gate/ways/net.ts'
import { holdWorkers } from './gate/ways/workers.ts'
import { createGate } from './gate.ts'

/** The gate that also holds every unknown third party, with a Content-Security-Policy in force behind it. */
export const start = createGate((parts) => {
  const holding = holdByAddress(parts, [holdWorkers])
  return {
    ...holding,
    start() {
      // It cannot name what nobody knows, so it goes where everything is granted; the known trackers that nobody was asked about still wait.
      if (!parts.isGranted(everything)) castNet(parts.rules.hosts ?? {}, parts.origin, parts.isGranted)
      holding.start()
    },
  }
})
