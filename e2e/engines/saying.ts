import { startChromium } from './chromium.ts'
import type { Engine, EngineName } from './contract.ts'
import { presentEngines } from './engines.ts'
import { startFirefox } from './firefox.ts'

/** What a browser can say for its visitor before anybody has asked. */
export type Signal = 'Global Privacy Control' | 'Do Not Track'

/** What each says to scripts. */
const properties: Record<Signal, [name: string, value: unknown]> = {
  'Global Privacy Control': ['globalPrivacyControl', true],
  'Do Not Track': ['doNotTrack', '1'],
}

const preferences: Record<Signal, string> = {
  'Global Privacy Control': 'privacy.globalprivacycontrol.enabled',
  'Do Not Track': 'privacy.donottrackheader.enabled',
}

/** Starts an engine that says something for its visitor: Firefox by its own setting, Chromium as extensions have it say so. WebKit has neither. */
export const startSaying = (name: EngineName, signal: Signal): Promise<Engine> => {
  if (name === 'firefox') return startFirefox({ [preferences[signal]]: true })
  const [property, value] = properties[signal]
  return startChromium(
    `Object.defineProperty(Navigator.prototype, '${property}', { get: () => ${JSON.stringify(value)}, configurable: true, enumerable: true })`,
  )
}

/** The engines of this machine that can say it. */
export const sayingEngines: readonly EngineName[] = presentEngines.filter((name) => name !== 'webkit')
