import type { Database } from '../../db/open.ts'
import { operatorProblem } from '../problem.ts'
import { createKeyFolder, type KeyPlace } from './folder.ts'
import { createKeyMemory } from './memory.ts'
import { createSigner, makeSignerText, type Signer } from './signer.ts'

/** The private halves of the keys of all sites. */
export interface PrivateKeys {
  /** Where they lie, for messages. */
  place: string
  /** The private half of a key. Throws `storage-unavailable` when it lies open to others or is no key. */
  read(site: string, id: string): Signer | undefined
  /** Those of a site by a name, whatever knows of them. */
  all(site: string, name: string): Signer[]
  /** A new one, safe on disk. */
  make(site: string, name: string): Signer
  /** Deletes one that signs no more. */
  remove(site: string, id: string): void
}

/**
 * Those in the environment (`secrets`: texts with white space between them), and those beside the database, in the folder
 * `<file>.keys`. Throws `storage-unavailable` when the environment has what is no key.
 */
export const createPrivateKeys = (database: Database, secrets = ''): PrivateKeys => {
  const given = parseSecrets(secrets)
  const place = placeOf(database)

  const read = (site: string, id: string): Signer | undefined => {
    const text = place.read(site, id)
    return text === undefined ? undefined : parseText(text, `${site}.${id}.key in ${place.name}`)
  }

  return {
    place: place.name,
    read: (site, id) => given.find(({ key }) => key.id === id && key.name.endsWith(`/${site}`)) ?? read(site, id),
    all: (site, name) => [...given, ...place.ids(site).flatMap((id) => read(site, id) ?? [])].filter(({ key }) => key.name === name),
    make: (site, name) => {
      const text = makeSignerText(name)
      const signer = createSigner(text)
      place.write(site, signer.key.id, text)
      return signer
    },
    remove: place.remove,
  }
}

const parseSecrets = (secrets: string): Signer[] =>
  secrets
    .split(/\s+/)
    .filter((text) => text !== '')
    .map((text, index) => parseText(text, `KAKBURK_KEYS: key ${index + 1}`))

const parseText = (text: string, where: string): Signer => {
  try {
    return createSigner(text)
  } catch (error) {
    throw operatorProblem(`${where}: ${error instanceof Error ? error.message : error}`, error)
  }
}

/** Those of databases in memory, which all that is opened on one of them shares. */
const inMemory = new WeakMap<Database, KeyPlace>()

const placeOf = (database: Database): KeyPlace => {
  if (database.file !== ':memory:') return createKeyFolder(`${database.file}.keys`)
  const place = inMemory.get(database) ?? createKeyMemory()
  inMemory.set(database, place)
  return place
}
