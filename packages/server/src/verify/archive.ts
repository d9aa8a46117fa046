import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { openPromise } from 'yauzl'
import { headerLength, type Member, makeContainer, type Stretch } from './container.ts'
import type { BundleFault, Place } from './verify.mjs'

/** Where the files lie in an archive, and what is wrong with the archive itself. */
export type Archive = { places: Map<string, Place>; faults: BundleFault[] }

/**
 * Reads the directory of a bundle's archive. Nothing is unpacked: as nothing in it is compressed, its files are read where they
 * lie, and a name in it is never one on disk. Every byte around them must be as `kakburk export` writes it.
 */
export const readArchive = async (file: string): Promise<Archive> => {
  const faults: BundleFault[] = []
  const fault = (message: string) => void faults.push({ file: basename(file), line: 0, message })
  const { members, dos } = await readMembers(file).catch((error) => {
    fault(`cannot be read as a zip archive: ${error instanceof Error ? error.message : error}`)
    return { members: [], dos: { time: 0, date: 0 } }
  })
  if (members.length === 0) return { places: new Map(), faults }
  const end = await checkContainer(file, makeContainer(members, dos), fault)
  const places = new Map<string, Place>()
  for (const { path, offset, size } of members) {
    const start = Math.min(offset + headerLength(path), end)
    if (places.has(path)) fault(`has ${path} twice`)
    places.set(path, { file, start, end: Math.min(start + size, end) })
  }
  return { places, faults }
}

const readMembers = async (file: string) => {
  const archive = await openPromise(file, { autoClose: false })
  try {
    const members: Member[] = []
    let dos = { time: 0, date: 0 }
    for await (const entry of archive.eachEntry()) {
      if (entry.compressionMethod !== 0) throw new Error('it was packed anew by another program; unpack it and verify the folder')
      dos = { time: entry.lastModFileTime, date: entry.lastModFileDate }
      const { fileName: path, crc32: crc, uncompressedSize: size, relativeOffsetOfLocalHeader: offset } = entry
      members.push({ path, crc, size, offset })
    }
    return { members, dos }
  } finally {
    archive.close()
  }
}

/** Compares what stands around the files, and resolves to the length of the archive. */
const checkContainer = async (file: string, stretches: readonly Stretch[], fault: (message: string) => void): Promise<number> => {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    let next = 0
    for (const [index, { start, bytes, what }] of stretches.entries()) {
      // Before each file and before the directory there is nothing but what stands behind the one before.
      const hasGap = index % 2 === 0 && start !== next
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes.length), 0, bytes.length, start)
      if (hasGap || bytesRead < bytes.length || !buffer.equals(bytes)) fault(`${what} is not as kakburk export packs it`)
      next = start + bytes.length
    }
    if (next !== size) fault('has bytes behind its end')
    return size
  } finally {
    await handle.close()
  }
}
