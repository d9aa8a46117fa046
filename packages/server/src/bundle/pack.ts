import { crc32 } from 'node:zlib'
import { type Member, makeDescriptor, makeDirectory, makeDosTime, makeHeader } from '../verify/container.ts'
import type { BundleFile } from './files.ts'

/**
 * A zip archive as it is made, one file after the other. Nothing in it is compressed: so a damaged byte is a damaged line and
 * not a damaged archive, and it is verified at the speed at which it is read.
 */
export async function* pack(files: Iterable<BundleFile>, time: Date): AsyncGenerator<Buffer> {
  const dos = makeDosTime(time)
  const members: Member[] = []
  let offset = 0
  for (const { path, chunks } of files) {
    const header = makeHeader(path, dos)
    yield header
    const member = { path, crc: 0, size: 0, offset }
    for (const chunk of chunks()) {
      member.crc = crc32(chunk, member.crc)
      member.size += chunk.length
      yield chunk
    }
    const descriptor = makeDescriptor(member)
    yield descriptor
    members.push(member)
    offset += header.length + member.size + descriptor.length
  }
  yield makeDirectory(members, dos, offset)
}
