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
      castNet(parts.rules.hosts ?? {}, parts.origin, parts.isGranted)
      holding.start()
    },
  }
})
