// What a fresh machine needs before anything of ours can run: Node and npm alone are taken for granted.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

const manifest = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'))

/** Says what happens now. @param {string} what */
export const say = (what) => console.log(`\n— ${what}`)

/** Runs a command in the project's root with its output on ours; whether it went well. @param {string} command @param {string[]} values */
export const attempt = (command, values) => outcome(command, values).status === 0

/**
 * Runs a command in the project's root with its output on ours, and ends this process when it fails.
 * @param {string} command @param {string[]} values
 */
export const run = (command, values) => {
  const { status, error } = outcome(command, values)
  if (status === 0) return
  console.error(`\nFailed: ${[command, ...values].join(' ')}${error ? ` (${error.message})` : ''}`)
  process.exit(status || 1)
}

/** @param {string} command @param {string[]} values */
const outcome = (command, values) => spawnSync(command, values, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })

/** Runs pnpm in the version that the project names; npm fetches it. @param {string[]} values */
export const pnpm = (...values) => run('npx', ['--yes', manifest.packageManager, ...values])

/** Installs what the lockfile says. */
export const install = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Kakburk needs Node 20.19 or later; this is ${process.versions.node}.`)
    process.exit(1)
  }
  say('Installing what the project needs (the first time takes a minute or two)')
  pnpm('install', '--frozen-lockfile')
}

/** Builds all packages. */
export const build = () => {
  say('Building')
  pnpm('build')
}
