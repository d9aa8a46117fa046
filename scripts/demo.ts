/** The demo: shops with the banner, stand-ins for their vendors, the consent server, and the log as its auditor sees it. */
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { siteIds, startExamples } from '@kakburk/examples'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const program = resolve(root, 'packages/server/dist/main.js')
const folder = resolve(root, 'demo-data')
const database = resolve(folder, 'kakburk.db')
const url = 'http://consent.localhost:4870'
const env = { ...process.env, KAKBURK_DATABASE: database, KAKBURK_URL: url, PORT: '4870', HOST: '127.0.0.1' }

const kakburk = (...values: string[]): string =>
  execFileSync(process.execPath, [program, ...values], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })

mkdirSync(folder, { recursive: true })
const tags = Object.fromEntries(
  siteIds.map((site) => [site, JSON.parse(kakburk('site', 'add', resolve(root, `examples/${site}/policy.json`), '--json')).tag]),
)

const server = spawn(process.execPath, [program, 'serve'], { env, stdio: 'inherit' })
server.once('exit', (code) => process.exit(code ?? 1))
const { addresses, close } = await startExamples({ tags, consentUrl: url }).catch((error: NodeJS.ErrnoException) => {
  server.kill()
  console.error(error.code === 'EADDRINUSE' ? 'Port 4871 is in use: is another demo running? Stop it and try again.' : error)
  process.exit(1)
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    close().finally(() => server.kill(signal))
  })
}

// The server says itself why it cannot start, and its end is ours; the addresses are printed once it answers.
for (let answers = false; !answers; ) {
  answers = await fetch('http://127.0.0.1:4870/health').then(
    ({ ok }) => ok && server.exitCode === null,
    () => false,
  )
  await new Promise((done) => setTimeout(done, 100))
}

/** What is typed to export, from the project's folder. */
const exporting = (site: string): string => `npm run --silent kakburk -- export --site ${site} --database ${relative(root, database)}`

console.log(`
The log of each shop, as its auditor gets it (${exporting('window-shop')}):
`)
for (const site of siteIds) console.log(kakburk('export', '--site', site))
console.log(`Open one, answer the banner, withdraw, and export again:

  Window shop     ${addresses.windowShop}/     in English: ${addresses.windowShop}/en/
  Yarn shop       ${addresses.platformShop}/      in English: ${addresses.platformShop}/en/
  In React        ${addresses.react}/     in Vue: ${addresses.vue}/
  Consent server  ${url}/health

  ${exporting('window-shop')}
  ${exporting('platform-shop')}
  ${exporting('app-shop')}

The log lies in ${relative(root, database)}; delete that folder to start anew. Ctrl-C stops the demo.`)
