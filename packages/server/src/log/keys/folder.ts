import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { operatorProblem } from '../problem.ts'

/** Where private keys lie, each as a text under its site and its key id. */
export type KeyPlace = {
  /** Such as `the folder kakburk.db.keys`. */
  name: string
  /** The key's text; undefined when it is not there. */
  read(site: string, id: string): string | undefined
  /** The ids of all keys of a site. */
  ids(site: string): string[]
  /** Is safe on disk when it returns. */
  write(site: string, id: string, text: string): void
  /** Removes a key, if it is there. */
  remove(site: string, id: string): void
}

/**
 * Keys in files of a folder, which none but the owner can read. Throws `storage-unavailable` for a file that others can read,
 * with the command that mends it, and for whatever the operating system refuses.
 */
export const createKeyFolder = (folder: string): KeyPlace => {
  const fileOf = (site: string, id: string) => join(folder, `${site}.${id}.key`)
  return {
    name: `the folder ${folder}`,
    read: (site, id) => {
      const file = fileOf(site, id)
      return attempt(`key file ${file}: cannot be read`, () => {
        checkMode(file)
        return readFileSync(file, 'utf8').trim()
      })
    },
    ids: (site) => {
      const names = attempt(`${folder}: cannot be listed`, () => readdirSync(folder)) ?? []
      return names.flatMap((name) => {
        const [start = '', id = '', end, ...rest] = name.split('.')
        return start === site && end === 'key' && rest.length === 0 ? [id] : []
      })
    },
    write: (site, id, text) => {
      const file = fileOf(site, id)
      attempt(`key file ${file}: cannot be made`, () => {
        mkdirSync(folder, { mode: 0o700, recursive: true })
        removeUnfinished(folder)
        if (existsSync(file)) throw operatorProblem(`key file ${file}: is there already`)
        writeSafely(file, `${text}\n`)
        sync(folder)
      })
    },
    remove: (site, id) => {
      const file = fileOf(site, id)
      attempt(`key file ${file}: cannot be removed`, () => rmSync(file, { force: true }))
    },
  }
}

/** A file that others can read is as good as published: it is refused rather than mended in silence. */
const checkMode = (file: string): void => {
  // Windows has no such rights, and says 666 of every file.
  if (process.platform === 'win32' || (statSync(file).mode & 0o077) === 0) return
  throw operatorProblem(`key file ${file}: others can read it; run: chmod 600 ${file} (and "kakburk site rotate-key" if anybody may have)`)
}

/** Under its own name only once it is whole: half a key, of a full disk or a crash, would stop the log until somebody removed it. */
const writeSafely = (file: string, content: string): void => {
  const handle = openSync(`${file}${unfinished}`, 'wx', 0o600)
  try {
    writeSync(handle, content)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(`${file}${unfinished}`, file)
}

const unfinished = '.new'

/** What a crash left behind. Nobody else writes: whoever makes a key has the database locked. */
const removeUnfinished = (folder: string): void => {
  for (const name of readdirSync(folder)) if (name.endsWith(`.key${unfinished}`)) rmSync(join(folder, name), { force: true })
}

/** A new file survives a power cut only when its folder has reached the disk too. */
const sync = (folder: string): void => {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Undefined when there is no such file or folder. */
const attempt = <T>(what: string, work: () => T): T | undefined => {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error
    if ('code' in error && error.code === 'ENOENT') return
    throw operatorProblem(`${what}: ${error.message}`, error)
  }
}
