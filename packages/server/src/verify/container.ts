/** A file in an archive, as the archive's directory has it. */
export type Member = { path: string; crc: number; size: number; offset: number }

/** When the files were last changed, as DOS wrote it: of no interest, but there. */
export type DosTime = { time: number; date: number }

/** Bytes of an archive that hold no file's content, and what they have to be. */
export type Stretch = { start: number; bytes: Buffer; what: string }

/**
 * All that an archive of a bundle holds beside the content of its files, which lie in it one after the other, not compressed
 * (APPNOTE.TXT of PKWARE; ZIP64 where a number has no room). So no byte of an archive is left that nobody checks.
 */
export const makeContainer = (members: readonly Member[], dos: DosTime): Stretch[] => {
  const around = members.flatMap((member) => {
    const header = makeHeader(member.path, dos)
    return [
      { start: member.offset, bytes: header, what: `what stands before ${member.path}` },
      { start: member.offset + header.length + member.size, bytes: makeDescriptor(member), what: `what stands behind ${member.path}` },
    ]
  })
  const last = around.at(-1)
  const start = last ? last.start + last.bytes.length : 0
  return [...around, { start, bytes: makeDirectory(members, dos, start), what: 'its directory' }]
}

/** What stands before the content of a file. */
export const makeHeader = (path: string, { time, date }: DosTime): Buffer => {
  const name = Buffer.from(path)
  return Buffer.concat([
    join([4, 0x04034b50], [2, 20], [2, flags], [2, 0], [2, time], [2, date], [4, 0], [4, 0], [4, 0], [2, name.length], [2, 0]),
    name,
  ])
}

/** What stands behind the content of a file: its checksum and sizes, which are known only then. */
export const makeDescriptor = (member: Member): Buffer => {
  const bytes = isLarge(member) ? 8 : 4
  return join([4, 0x08074b50], [4, member.crc], [bytes, member.size], [bytes, member.size])
}

/** What stands at the end, from `start` on. */
export const makeDirectory = (members: readonly Member[], dos: DosTime, start: number): Buffer => {
  const records = Buffer.concat(members.map((member) => makeRecord(member, dos)))
  return Buffer.concat([records, makeEnd({ count: members.length, size: records.length, start })])
}

/** A time as DOS wrote it, in UTC. */
export const makeDosTime = (time: Date): DosTime => ({
  time: (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1),
  date: ((time.getUTCFullYear() - 1980) << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate(),
})

/** How many bytes stand between the offset of a file and its content. */
export const headerLength = (path: string): number => 30 + Buffer.byteLength(path)

/** Names in UTF-8; sizes and checksum stand behind the content. */
const flags = 0x0808
const most = 0xffffffff

const isLarge = ({ size, offset }: Member): boolean => size > most - 1 || offset > most - 1

/** Numbers as the format writes them, the lowest byte first. */
const join = (...fields: (readonly [bytes: 2 | 4 | 8, value: number])[]): Buffer =>
  Buffer.concat(
    fields.map(([bytes, value]) => {
      const field = Buffer.alloc(bytes)
      if (bytes === 8) field.writeBigUInt64LE(BigInt(value))
      else field.writeUIntLE(value, 0, bytes)
      return field
    }),
  )

const makeRecord = (member: Member, { time, date }: DosTime): Buffer => {
  const { path, crc, size, offset } = member
  const name = Buffer.from(path)
  const large = isLarge(member)
  const extra = large ? join([2, 1], [2, 24], [8, size], [8, size], [8, offset]) : Buffer.alloc(0)
  const shown = (value: number) => (large ? most : value)
  return Buffer.concat([
    join([4, 0x02014b50], [2, madeBy], [2, large ? 45 : 20], [2, flags], [2, 0], [2, time], [2, date], [4, crc]),
    join([4, shown(size)], [4, shown(size)], [2, name.length], [2, extra.length], [2, 0], [2, 0], [2, 0], [4, mode], [4, shown(offset)]),
    name,
    extra,
  ])
}

/** Of Unix, by version 6.3 of the format; files for their owner alone. */
const madeBy = (3 << 8) | 63
const mode = (0o100600 << 16) >>> 0

const makeEnd = ({ count, size, start }: { count: number; size: number; start: number }): Buffer => {
  const large = count >= 0xffff || size >= most || start >= most
  const wide = large
    ? Buffer.concat([
        join([4, 0x06064b50], [8, 44], [2, madeBy], [2, 45], [4, 0], [4, 0], [8, count], [8, count], [8, size], [8, start]),
        join([4, 0x07064b50], [4, 0], [8, start + size], [4, 1]),
      ])
    : Buffer.alloc(0)
  const shown = Math.min(count, 0xffff)
  return Buffer.concat([
    wide,
    join([4, 0x06054b50], [2, 0], [2, 0], [2, shown], [2, shown], [4, Math.min(size, most)], [4, Math.min(start, most)], [2, 0]),
  ])
}
