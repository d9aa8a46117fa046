// `npm run setup`: installs and builds, so that `npm run kakburk` can be used.
import { build, install, say } from './prepare.mjs'

install()
build()
say('Ready: npm run kakburk -- --help')
