/**
 * Measures what the banner costs a page, in one run beside other banners. The harness is a folder of its own, named by WIDGET_BENCH: this
 * hands it our adapters and every option that it is given, and what comes of it lies in that folder's `results`.
 */
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

const harness = process.env.WIDGET_BENCH
if (harness === undefined) {
  console.error('bench:widget: set WIDGET_BENCH to the folder of the harness, in which `npm install` has been run')
  process.exit(2)
}
const adapters = ['kakburk.mjs', 'kakburk-marked.mjs'].flatMap((file) => ['--adapter', resolve(import.meta.dirname, file)])
const { status } = spawnSync(process.execPath, ['run.mjs', ...adapters, ...process.argv.slice(2)], { cwd: harness, stdio: 'inherit' })
process.exitCode = status ?? 1
