import { createProver, makeCheckpoint } from './checkpoint.ts'
import { createClock } from './clock.ts'
import type { ConsentLog, LoggedEntry, SignedCheckpoint, SiteKey } from './contract.ts'
import { makeLoggedEntry } from './entry.ts'
import { createSigner, makeSignerText, type Signer } from './keys/signer.ts'
import { proveIn, showGrowth } from './read-proofs.ts'
import { createSalts } from './salt.ts'
import { findSecret, hashSecret } from './secret.ts'
import type { Tile } from './tile.ts'
import { createTree, type Tiles, type Tree } from './tree.ts'
import type { LogOptions } from './writer.ts'

/** A log whose disk is an array: for tests, and for trying things out. */
export const createMemoryLog = (options: LogOptions = {}): ConsentLog => {
  const { host = 'localhost:8787', now = () => new Date() } = options
  const timeAfter = createClock(options)
  const makeSalt = createSalts()
  const sites = new Map<string, Site>()
  const siteOf = (name: string): Site => sites.get(name) ?? createSite(`${host}/${name}`, now)

  return {
    async append(draft, check) {
      const { site: name, id } = draft.entry
      const site = siteOf(name)
      const { list, tree, signer } = site
      const find = (id: string) => list.find(({ entry }) => entry.id === id)
      const first = find(id)
      check?.(find, first)
      const logged = first ?? makeLoggedEntry(draft, { index: list.length, at: timeAfter(name, list.at(-1)?.entry.at), salt: makeSalt() })
      const checkpoint = first ? site.checkpoints.at(-1) : add(site, logged)
      if (!checkpoint) throw new Error(`entry ${logged.index} was logged without a checkpoint`)
      sites.set(name, site)
      const stored = site.secrets.get(logged.index)
      const secret = findSecret(logged, { stored, signers: [signer], now: now() })
      return { logged, isNew: !first, proof: createProver(tree, checkpoint)(logged.index), ...(secret !== undefined && { secret }) }
    },
    async find(site, id) {
      return siteOf(site).list.find(({ entry }) => entry.id === id)
    },
    async *entries(site, start = 0, end = Number.POSITIVE_INFINITY) {
      yield* siteOf(site).list.slice(start, end)
    },
    async indexAt(site, time) {
      const { list } = siteOf(site)
      const index = list.findIndex(({ entry }) => entry.at >= time)
      return index === -1 ? list.length : index
    },
    async size(site) {
      return siteOf(site).list.length
    },
    async checkpoint(site) {
      return siteOf(site).checkpoints.at(-1)
    },
    async *checkpoints(site) {
      yield* siteOf(site).checkpoints.slice()
    },
    async checkpointAt(site, size) {
      return siteOf(site).checkpoints.find((checkpoint) => checkpoint.size === size)
    },
    async prove(site, index, size) {
      return proveIn(siteOf(site).tree, index, size)
    },
    async consistency(site, from, to) {
      return showGrowth(siteOf(site).tree, from, to)
    },
    async keys(site) {
      return sites.has(site) ? [siteOf(site).key] : []
    },
    async check() {},
  }
}

type Site = {
  list: LoggedEntry[]
  tree: Tree
  signer: Signer
  key: SiteKey
  checkpoints: SignedCheckpoint[]
  /** Hashes of secrets, by index. */
  secrets: Map<number, Uint8Array>
}

const createSite = (origin: string, now: () => Date): Site => {
  const signer = createSigner(makeSignerText(origin))
  const key = { verifier: signer.key.text, createdAt: now().toISOString(), retiredAt: null }
  return { list: [], tree: createTree(createTiles(), 0), signer, key, checkpoints: [], secrets: new Map() }
}

const add = ({ list, tree, signer, checkpoints, secrets }: Site, logged: LoggedEntry): SignedCheckpoint => {
  list.push(logged)
  tree.append(logged.leafHash)
  if (logged.personal) secrets.set(logged.index, hashSecret(signer.makeSecret(logged.personal.salt)))
  for (const index of logged.entry.erased ?? []) {
    const entry = list[index]
    if (entry) list[index] = { ...entry, personal: null }
    secrets.delete(index)
  }
  const checkpoint = makeCheckpoint(tree, [signer], logged.entry.at)
  checkpoints.push(checkpoint)
  return checkpoint
}

const createTiles = (): Tiles => {
  const levels: Tile[][] = []
  const read = (level: number, index: number): Tile => {
    const tile = levels[level]?.[index]
    if (!tile) throw new RangeError(`no tile ${index} of level ${level}`)
    return tile
  }
  return {
    read,
    add(level, index, tile) {
      levels[level] ??= []
      levels[level][index] = tile
    },
    roots: (level, start, end) => Array.from({ length: end - start }, (_, place) => read(level, start + place).read(8, 0)),
  }
}
