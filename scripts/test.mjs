// `npm test`: everything that CI does, on a machine that has Node and npm alone.
import { ensureBrowsers } from './browser.mjs'
import { install, pnpm, say } from './prepare.mjs'

install()
ensureBrowsers()
say('Checking: build, format and lint, types, unit tests, sizes, browser tests')
pnpm('check')
say('Everything passed')
