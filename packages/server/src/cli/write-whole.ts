import { open, readlink, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * The file that a name stands for, links followed: the link stays and the file is replaced. Throws, with the name, when there
 * is none that could be written, such as a device or a folder.
 */
export const findTarget = async (name: string): Promise<string> => {
  const there = await stat(name).catch(() => undefined)
  if (name === '' || name.endsWith('/') || (there && !there.isFile()))
    throw new Error(`"${name}" is not the name of a file; leave --out away for stdout`)
  if (there) return realpath(name)
  const link = await readlink(name).catch(() => undefined)
  if (link !== undefined) throw new Error(`${name}: is a link to ${link}, which is not there`)
  const folder = await realpath(dirname(name)).catch(() => undefined)
  if (folder === undefined) throw new Error(`${name}: the folder ${dirname(name)} is missing; make it first`)
  return join(folder, basename(name))
}

/**
 * Writes a file for its owner alone. It appears under its name when it is complete and on disk; until then, and when the
 * writing fails, what had that name stays as it was.
 */
export const writeWhole = async (file: string, chunks: AsyncIterable<string | Uint8Array>): Promise<void> => {
  const draft = `${file}.${process.pid}.partial`
  const refuse = (error: Error): never => {
    throw new Error(`${file}: cannot be written: ${error.message}`, { cause: error })
  }
  const handle = await open(draft, 'w', 0o600).catch(refuse)
  try {
    try {
      for await (const chunk of chunks) await handle.appendFile(chunk).catch(refuse)
      await handle.sync().catch(refuse)
    } finally {
      await handle.close()
    }
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}
