/**
 * Measures what a visitor downloads: brotli 11, as served, with a policy of five services in one language. Fails above the budgets.
 */
import { brotliCompressSync } from 'node:zlib'
import { parsePolicyFile, policyName } from '@kakburk/shared'
import { compileSite, texts } from '@kakburk/widget/compile'

const compiled = async (blocking: string, more = {}) => {
  const policy = parsePolicyFile(
    {
      site: 'shop',
      origins: ['https://www.shop.example'],
      controller: { name: 'Shop AB', contact: 'privacy@shop.example', privacyPage: 'https://www.shop.example/privacy' },
      languages: ['sv'],
      blocking,
      services: ['shop-cart', 'login-session', 'remembered-login', 'google-analytics', 'facebook-pixel'],
      ...more,
    },
    texts,
  )
  return compileSite(policy, await policyName(policy))
}

const bytesOf = (text: string): number => brotliCompressSync(text).length

const automatic = await compiled('automatic')
const withPurpose = await compiled('automatic', { purposes: [{ id: 'newsletter' }] })

const sizeOf = (stem: string, { files } = automatic): number => {
  const name = Object.keys(files).find((file) => file.startsWith(`${stem}.`))
  if (name === undefined) throw new Error(`no file ${stem} was compiled`)
  return bytesOf(files[name] ?? '')
}

const parts = {
  'gate, marked': bytesOf((await compiled('marked')).gate),
  'gate, automatic': bytesOf(automatic.gate),
  'gate, strict': bytesOf((await compiled('strict')).gate),
  banner: sizeOf('banner'),
  choose: sizeOf('choose'),
  deliver: sizeOf('deliver'),
  preferences: sizeOf('preferences'),
  note: sizeOf('note'),
  history: sizeOf('history'),
  mine: sizeOf('mine'),
  placeholder: sizeOf('placeholder'),
  explain: sizeOf('explain'),
  boxes: sizeOf('boxes', withPurpose),
}

const untilBanner = parts['gate, automatic'] + parts.banner + parts.choose

/** What the design asks for stands behind each budget; `docs/decisions/012-bytes.md` says why the budget is another. */
const sums = [
  { what: 'a visitor who has decided, marked mode', bytes: parts['gate, marked'], budget: 6_400, design: 5_000 },
  { what: 'a visitor who has decided: gate', bytes: parts['gate, automatic'], budget: 11_250, design: 5_000 },
  { what: 'a visitor who has decided, strict mode', bytes: parts['gate, strict'], budget: 11_950, design: 5_000 },
  { what: 'until the banner shows: and banner and choose', bytes: untilBanner, budget: 16_650, design: 8_000 },
  {
    what: 'everything: and receipts, preferences and the note',
    bytes: untilBanner + parts.deliver + parts.preferences + parts.note,
    budget: 30_300,
    design: 16_000,
  },
  { what: 'receipts checked and shown', bytes: parts.history + parts.mine, budget: 5_400, design: undefined },
  { what: 'what stands in held frames', bytes: parts.placeholder, budget: 1_750, design: undefined },
  { what: 'boxes of purposes beside cookies', bytes: parts.boxes, budget: 3_000, design: undefined },
]

console.table(parts)
console.table(sums)

const over = sums.filter(({ bytes, budget }) => bytes > budget)
for (const { what, bytes, budget } of over) console.error(`${what}: ${bytes} bytes are ${bytes - budget} above the budget of ${budget}`)
process.exitCode = over.length ? 1 : 0
