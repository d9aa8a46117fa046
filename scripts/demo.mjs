// `npm run demo`: shops with the banner, the consent server behind them, on a machine that has Node and npm alone.
import { build, install, pnpm, say } from './prepare.mjs'

install()
build()
say('Starting')
pnpm('exec', 'tsx', 'scripts/demo.ts')
