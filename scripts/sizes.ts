/**
 * Measures what a visitor downloads: brotli 11, as served, with a policy of five services in one language. Fails above the budgets.
 */
import { brotliCompressSync } from 'node:zlib'
import { parsePolicyFile, policyName } from '@kakburk/shared'
import { compileSite, texts } from '@kakburk/widget/compile'

const policy = parsePolicyFile(
  {
    site: 'shop',
    origins: ['https://www.shop.example'],
    controller: { name: 'Shop AB', contact: 'privacy@shop.example', privacyPage: 'https://www.shop.example/privacy' },
    languages: ['sv'],
    services: ['shop-cart', 'login-session', 'remembered-login', 'google-analytics', 'facebook-pixel'],
  },
  texts,
)

const { gate, files } = await compileSite(policy, await policyName(policy))

const bytesOf = (text: string): number => brotliCompressSync(text).length
const fileBytes = (stem: string): number => {
  const name = Object.keys(files).find((file) => file.startsWith(`${stem}.`))
  if (name === undefined) throw new Error(`no file ${stem} was compiled`)
  return bytesOf(files[name] ?? '')
}

const parts = { gate: bytesOf(gate), banner: fileBytes('banner'), preferences: fileBytes('preferences'), deliver: fileBytes('deliver') }

const sums = [
  { what: 'a visitor who has decided: gate', bytes: parts.gate, budget: 5_000, aim: 3_500 },
  { what: 'until the banner shows: and banner', bytes: parts.gate + parts.banner, budget: 8_000, aim: 6_000 },
  {
    what: 'everything: and receipts and preferences',
    bytes: parts.gate + parts.banner + parts.deliver + parts.preferences,
    budget: 16_000,
    aim: 13_000,
  },
]

console.table(parts)
console.table(sums)

const over = sums.filter(({ bytes, budget }) => bytes > budget)
for (const { what, bytes, budget } of over) console.error(`${what}: ${bytes} bytes are ${bytes - budget} above the budget of ${budget}`)
process.exitCode = over.length ? 1 : 0
