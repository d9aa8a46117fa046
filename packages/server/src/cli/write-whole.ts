import { open, rename, rm } from 'node:fs/promises'

/**
 * Writes a file for its owner alone. It appears under its name when it is complete and on disk; until then, and when the
 * writing fails, what had that name stays as it was.
 */
export const writeWhole = async (file: string, chunks: AsyncIterable<string>): Promise<void> => {
  const draft = `${file}.${process.pid}.partial`
  try {
    const handle = await open(draft, 'w', 0o600)
    try {
      for await (const chunk of chunks) await handle.appendFile(chunk)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}
