import { missingEngines } from '../../scripts/browser.mjs'
import { startChromium } from './chromium.ts'
import { type Engine, type EngineName, engineNames } from './contract.ts'
import { startFirefox } from './firefox.ts'
import { startWebKit } from './webkit.ts'

const starts: Record<EngineName, () => Promise<Engine>> = { chromium: startChromium, firefox: startFirefox, webkit: startWebKit }

export const startEngine = (name: EngineName): Promise<Engine> => starts[name]()

/** The engines that this machine has; `npm test` says which it has not. */
export const presentEngines: readonly EngineName[] = engineNames.filter((name) => !missingEngines().includes(name))
