import { appendFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { policyName } from '@kakburk/shared'
import {
  createRange,
  hasSameBytes,
  holdsProof,
  leafHash,
  parseCheckpoint,
  parseNote,
  parseProof,
  parseVerifierKey,
  verifyEd25519,
} from '@kakburk/shared/proof'
import { expect, it, onTestFinished } from 'vitest'
import { openDatabase } from './db/open.ts'
import { hash } from './log/hash.ts'
import { createSqliteLog } from './log/sqlite.ts'
import { runBuilt, startBuilt } from './testing/built.ts'
import { createTerminal } from './testing/command.ts'
import { createRandom } from './testing/random.ts'
import { aPolicy } from './testing/shop.ts'
import { type Acknowledged, createShopper } from './testing/shopper.ts'
import { verifyLog } from './testing/verify.ts'

/** A few at every run of the tests; `pnpm soak` says more. */
const rounds = Number(process.env.KAKBURK_CRASHES ?? 5)
const seed = Number(process.env.KAKBURK_SEED ?? Math.floor(Math.random() * 2 ** 32))

const sites = ['window-shop', 'b-shop']

/** What a log was seen to have: the texts of its entries, and the root of its tree at every size. */
type Seen = { texts: string[]; roots: Uint8Array[] }

const readLog = async (file: string, site: string) => {
  const database = openDatabase(file, { create: false })
  try {
    const log = createSqliteLog(database)
    const range = createRange(hash)
    const seen: Seen = { texts: [], roots: [range.root()] }
    for await (const { text } of log.entries(site)) {
      seen.texts.push(text)
      range.append(leafHash(hash, Buffer.from(text)))
      seen.roots.push(range.root())
    }
    const keys = (await log.keys(site)).map(({ verifier }) => parseVerifierKey(hash, verifier))
    return { seen, keys, whole: await verifyLog(log, site) }
  } finally {
    database.close()
  }
}

/** Holds a log to what it was seen to have, and to all that was ever answered from it; in what is `fresh` also each signature. */
const holdTo = async (file: string, site: string, before: Seen, all: readonly Acknowledged[], fresh: ReadonlySet<Acknowledged>) => {
  const { seen, keys, whole } = await readLog(file, site)
  expect(whole.size).toBe(seen.texts.length)
  expect(seen.texts.slice(0, before.texts.length)).toEqual(before.texts)
  expect(new Set(seen.texts.map((text) => JSON.parse(text).id)).size).toBe(seen.texts.length)
  for (const acknowledged of all.filter((each) => each.site === site)) {
    const { text, index } = acknowledged
    expect(seen.texts[index]).toBe(text)
    const proof = parseProof(acknowledged.proof)
    const { size, root } = parseCheckpoint(parseNote(proof.checkpoint).text)
    expect(hasSameBytes(root, seen.roots[size] ?? new Uint8Array())).toBe(true)
    if (!fresh.has(acknowledged)) continue
    const claim = { proof, leafData: Buffer.from(text), origin: `consent.example/${site}`, keys, hash, verify: verifyEd25519 }
    expect(await holdsProof(claim)).toMatchObject({ index, size })
  }
  return seen
}

/** What a power cut leaves: half a write at the end. */
const tear = (file: string, random: () => number): void => {
  const bytes = Buffer.from(Array.from({ length: Math.floor(random() * 9000) }, () => Math.floor(random() * 256)))
  if (existsSync(`${file}-wal`)) appendFileSync(`${file}-wal`, bytes)
}

const setUp = async (random: () => number) => {
  const { database, folder, kakburk, writePolicy } = createTerminal({ now: () => new Date() })
  for (const site of sites) {
    expect(await kakburk('site', 'add', writePolicy({ site }), '--url', 'https://consent.example')).toMatchObject({ code: 0, stderr: '' })
  }
  const acknowledged: Acknowledged[] = []
  const names = await Promise.all(sites.map(async (site) => ({ site, policy: await policyName(aPolicy({ site })) })))
  const shoppers = names.flatMap((shop) =>
    Array.from({ length: 6 }, () => createShopper(shop, random, (each) => void acknowledged.push(each))),
  )
  const seen = new Map<string, Seen>()
  let checked = 0
  return {
    database,
    folder,
    acknowledged,
    seen,
    /** Every shopper delivers until the server is gone. */
    shop: (address: string) => Promise.all(shoppers.map(({ shop }) => shop(address))),
    async check() {
      const fresh = new Set(acknowledged.slice(checked))
      checked = acknowledged.length
      for (const site of sites) {
        seen.set(site, await holdTo(database, site, seen.get(site) ?? { texts: [], roots: [] }, acknowledged, fresh))
      }
    },
  }
}

it(
  `has every receipt that it answered for after each of ${rounds} crashes, and starts again by itself`,
  async () => {
    console.log(`crashes: KAKBURK_CRASHES=${rounds} KAKBURK_SEED=${seed}`)
    const random = createRandom(seed)
    const { database, folder, acknowledged, seen, shop, check } = await setUp(random)
    const start = () => {
      const server = startBuilt(database)
      onTestFinished(() => server.kill())
      return server
    }

    for (let round = 0; round < rounds; round++) {
      if (random() < 0.2) {
        const early = start()
        await setTimeout(random() * 500)
        await early.kill()
      }
      const server = start()
      const address = await server.address
      let isOver = false
      const failures: unknown[] = []
      const shopping = shop(address)
        .catch((error) => failures.push(error))
        .finally(() => {
          isOver = true
        })
      const overlap = random() < 0.5 ? '0' : '1'
      const rotating = random() < 0.2 ? runBuilt(database, 'site', 'rotate-key', 'window-shop', '--overlap', overlap) : undefined
      // Counted in answers, since a machine that is busy gives few in any time.
      const enough = acknowledged.length + Math.floor(random() * 100)
      while (acknowledged.length < enough && !isOver) await setTimeout(1)
      await setTimeout(random() * 30)
      await server.kill()
      await shopping
      expect(failures).toEqual([])
      expect((await rotating)?.code ?? 0).toBe(0)
      if (random() < 0.5) tear(database, random)
      await check()
    }

    const last = start()
    expect((await fetch(`${await last.address}/health`)).status).toBe(200)
    await last.kill()
    expect(acknowledged.length).toBeGreaterThan(rounds * 10)
    for (const site of sites) {
      const bundle = join(folder, `${site}.zip`)
      expect(await runBuilt(database, 'export', '--site', site, '--bundle', bundle)).toMatchObject({ code: 0 })
      expect(await runBuilt(database, 'verify', bundle)).toMatchObject({ code: 0 })
    }
    const sizes = sites.map((site) => seen.get(site)?.texts.length)
    console.log(`crashes: ${acknowledged.length} answers, logs of ${sizes.join(' and ')} entries`)
  },
  60_000 + rounds * 20_000,
)
