#!/usr/bin/env node
// Checks a bundle of a Kakburk consent log: the folder that this file lies in, or the one that is named.
//
//   node verify.mjs [FOLDER] [--since CHECKPOINT] [--key KEY] [--all] [--json]
//
// --since  a checkpoint of this log from an earlier day: shows that nothing of before was changed since
// --key    a key (or a file with keys) that you know to be the site's; without it the bundle's own word is taken for it
// --all    checks every signature; else 2,000 of the visitors' and 2,000 of the checkpoints', drawn anew each time
//
// In this order, each part under a heading of its own below:
//
//   the manifest   every file has the SHA-256 that the site's key signed, and there is no other file
//   keys, notes    c2sp.org/signed-note and c2sp.org/tlog-checkpoint: Ed25519, key ids, the newest checkpoint, the one of --since
//   the tree       RFC 9162: the root over all lines of entries.jsonl at every checkpoint; each personal half has the SHA-256
//                  under its salt that its entry commits to
//   the entries    canonical form (RFC 8785), order in time, who may take back what, what was erased; the visitors' signatures
//                  (ES256); log.csv is written anew from the entries and compared
//
// Where something is wrong, lines.txt (a CRC-32 of every line) serves to name the line. It proves nothing by itself.
//
// Exit code 0: the bundle is whole. 1: it is not, and each fault has a line. 2: used wrongly.
// Needs Node 20.19 or later, nothing else, and no network. docs/log-format.md in Kakburk's repository describes every file.
// You have this file from whom you check. To trust nobody, take the same file from that repository, or write your own.
import crypto from 'node:crypto'
import { createReadStream, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { crc32 } from 'node:zlib'

/** These three are proved line by line: by the tree, by the commitments, and by writing the CSV again. The manifest has the others. */
const proved = ['entries.jsonl', 'log.csv', 'personal.jsonl']
const sampleSize = 2000
const shownFaults = 20

/**
 * Checks a bundle. `places` says where each of its files lies: a file on disk, and from which byte to which, so that the files
 * can also lie inside an archive that compresses nothing.
 */
export const verifyBundle = async (places, { since, keys: given = [], all = false } = {}) => {
  const faults = createFaults()
  const texts = {}
  for (const name of ['manifest.txt', 'keys.jsonl', 'checkpoint.txt']) {
    if (places.has(name)) texts[name] = await readText(places.get(name))
    else faults.add(name, 0, 'is missing')
  }
  for (const name of [...proved, 'checkpoints.jsonl', 'signatures.jsonl', 'lines.txt'])
    if (!places.has(name)) faults.add(name, 0, 'is missing')
  if (faults.list.length > 0) return { whole: false, faults: faults.list, checked: {} }

  const keys = readKeys(texts['keys.jsonl'], faults)
  const trusted = given.length > 0 ? keys.filter(({ text }) => given.includes(text)) : keys
  const head = readCheckpoint(texts['checkpoint.txt'], trusted)
  if (head.fault) faults.add('checkpoint.txt', 0, given.length > 0 ? `${head.fault} (of those that you gave)` : head.fault)
  const earlier = since === undefined ? undefined : readCheckpoint(since, given.length > 0 ? [...trusted, ...keys] : keys)
  checkEarlier(earlier, head, faults)
  const manifest = await checkManifest(texts['manifest.txt'], { places, keys, trusted, head }, faults)

  // Two threads share the work: one hashes, one reads what it says.
  const task = { places, keys, size: head.size, origin: head.origin, earlier, all }
  const [proof, contents] = await Promise.all([prove(task), checkContents(task)])
  const deep = [...proof.faults, ...contents.faults]
  // Where lines differ from those that were signed, they are named, and what follows from them is not worth saying.
  const damaged = []
  if (deep.length > 0) for (const name of proved) if (await nameLines(places, name, faults)) damaged.push(name)
  if (damaged.every((name) => name === 'log.csv')) faults.addAll(deep.filter(({ file }) => !damaged.includes(file)))
  return {
    whole: faults.list.length === 0,
    origin: head.origin,
    size: head.size,
    root: head.root,
    at: manifest.at,
    signers: head.signers,
    keyGiven: given.length > 0,
    since: earlier?.size,
    checked: { files: manifest.files, ...proof.checked, ...contents.checked },
    faults: faults.list,
  }
}

// --- The manifest, and which lines differ from those that were signed ---

/** Every file but the proved ones must have the SHA-256 of the manifest, and every key then in use must have signed that. */
const checkManifest = async (text, { places, keys, trusted, head }, faults) => {
  const note = openNote(text, keys)
  const [title, origin, size, at, ...rows] = note.body.split('\n').slice(0, -1)
  const inUse = keys.filter(({ createdAt, retiredAt }) => createdAt <= at && (retiredAt === null || retiredAt > at))
  const isSigned =
    inUse.length > 0 &&
    inUse.length === note.signers.length &&
    note.lines === inUse.length &&
    note.signers.every((id) => inUse.some((key) => key.id === id))
  if (note.fault || !isSigned) faults.add('manifest.txt', 0, note.fault ?? 'is not signed by just the keys that were in use')
  else if (!trusted.some(({ id }) => note.signers.includes(id))) faults.add('manifest.txt', 0, 'is not signed by the key that you gave')
  if (title !== 'kakburk bundle v1' || origin !== head.origin || Number(size) !== head.size)
    faults.add('manifest.txt', 0, 'is of another log or size than checkpoint.txt')
  const listed = new Set([...proved, 'manifest.txt'])
  for (const [index, row] of (rows ?? []).entries()) {
    const [, digest, name] = /^([0-9a-f]{64}) {2}(\S+)$/.exec(row) ?? []
    if (name === undefined || listed.has(name)) faults.add('manifest.txt', index + 5, 'is no SHA-256 and name, or a name that stands twice')
    else if (!places.has(name)) faults.add(name, 0, 'is missing')
    else if ((await hashFile(places.get(name))) !== digest && !(await nameLines(places, name, faults)))
      faults.add(name, 0, 'is not what was signed')
    listed.add(name)
  }
  for (const name of places.keys()) if (!listed.has(name)) faults.add(name, 0, 'was added: the manifest does not have it')
  return { at, files: rows.length }
}

/** Names the lines of a file that differ from those of lines.txt, which has the CRC-32 of every line. Answers whether there are any. */
const nameLines = async (places, name, faults) => {
  const before = faults.list.length
  if (name === 'lines.txt') {
    const rows = (await readText(places.get(name))).split('\n')
    for (const [index, row] of rows.slice(0, -1).entries()) {
      const [file, sums] = row.split(' ')
      if (!places.has(file) || (await sumLines(places.get(file))).join('') !== sums)
        faults.add(name, index + 1, `was altered, or ${file} was`)
    }
    return faults.list.length > before
  }
  const row = (await readText(places.get('lines.txt'))).split('\n').find((line) => line.startsWith(`${name} `))
  const signed = row?.slice(name.length + 1).match(/.{8}/g) ?? []
  const found = await sumLines(places.get(name))
  const unplaced = new Map()
  for (const [index, sum] of signed.entries()) unplaced.set(sum, [...(unplaced.get(sum) ?? []), index])
  // Which signed line each line is: of several that are equal the first that is left, as they stand.
  const origins = found.map((sum) => unplaced.get(sum)?.shift() ?? -1)
  const lost = new Set([...unplaced.values()].flat())
  let next = 0
  for (const [index, origin] of origins.entries()) {
    while (origin > next && lost.has(next)) faults.add(name, index + 1, `line ${++next} of what was signed is missing before it`)
    if (origin === next) next++
    else if (origin >= 0) {
      faults.add(name, index + 1, `was line ${origin + 1}: the order was changed`)
      next = origin + 1
    } else if (lost.delete(next)) {
      faults.add(name, index + 1, 'was altered')
      next++
    } else faults.add(name, index + 1, 'was added')
  }
  for (; lost.has(next); next++) faults.add(name, next + 1, 'is missing at the end')
  return faults.list.length > before
}

const sumLines = async (place) => {
  const sums = []
  for (const lines = openLines(place); lines.next() || (await lines.more()); ) sums.push(crc32(lines.bytes()).toString(16).padStart(8, '0'))
  return sums
}

// --- Keys, signed notes and checkpoints (c2sp.org/signed-note, c2sp.org/tlog-checkpoint) ---

const readKeys = (text, faults) =>
  text.split('\n').flatMap((line, index) => {
    if (line === '') return []
    const { verifier = '', createdAt, retiredAt } = readJson(line) ?? {}
    const [, name, id, base64] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(verifier) ?? []
    const typed = Buffer.from(base64 ?? '', 'base64')
    const holds = typed.length === 33 && typed[0] === 1 && typed.toString('base64') === base64 && sha256(`${name}\n`, typed).startsWith(id)
    if (!holds) faults.add('keys.jsonl', index + 1, 'is no verifier key')
    return holds ? [{ text: verifier, name, id, createdAt, retiredAt, key: importKey('ed25519', typed.subarray(1)) }] : []
  })

/** Reads a note: its body, how many lines of signatures it has, and the ids of the given keys whose signatures hold. */
const openNote = (text, keys) => {
  const end = text.lastIndexOf('\n\n')
  const body = text.slice(0, end + 1)
  const rows = text.slice(end + 2, -1).split('\n')
  const note = { body, lines: rows.length, signers: [] }
  if (end < 0 || !text.endsWith('\n')) return { ...note, fault: 'is no signed note' }
  for (const row of rows) {
    const [, name, base64] = /^\u2014 (\S+) (\S+)$/.exec(row) ?? []
    const bytes = Buffer.from(base64 ?? '', 'base64')
    if (name === undefined || bytes.toString('base64') !== base64) return { ...note, fault: `has a line that is no signature: ${row}` }
    const key = keys.find((known) => known.name === name && known.id === bytes.toString('hex', 0, 4))
    if (key === undefined) continue // of a witness, or of nobody: such lines prove nothing
    if (!crypto.verify(null, Buffer.from(body), key.key, bytes.subarray(4)))
      return { ...note, fault: `has a signature of ${name}+${key.id} that does not hold` }
    note.signers.push(key.id)
  }
  return note.signers.length > 0 ? note : { ...note, fault: 'is not signed by any known key' }
}

const readCheckpoint = (text, keys) => {
  const { body, fault, signers } = openNote(text, keys)
  const [origin = '', size = '', root = ''] = body.split('\n')
  const isOne = /^(0|[1-9]\d{0,15})$/.test(size) && Buffer.from(root, 'base64').length === 32
  return { origin, size: isOne ? Number(size) : 0, root, signers, fault: fault ?? (isOne ? undefined : 'is no checkpoint') }
}

const checkEarlier = (earlier, head, faults) => {
  if (earlier === undefined) return
  if (earlier.fault) faults.add('--since', 0, earlier.fault)
  if (earlier.origin !== head.origin) faults.add('--since', 0, `is of the log ${earlier.origin}, and the bundle of ${head.origin}`)
  if (earlier.size > head.size) faults.add('--since', 0, `has ${earlier.size} entries, and the bundle ${head.size}: the log was cut off`)
}

// --- The tree (RFC 9162), every checkpoint, and the commitments ---

const prove = (task) => {
  if (task.size < 20_000) return proveHere(task)
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { kakburkProof: task } })
    worker.once('message', resolve).once('error', reject)
  })
}

const proveHere = async ({ places, keys, size, origin, earlier, all }) => {
  const faults = createFaults()
  const [entries, halves, checkpoints] = ['entries.jsonl', 'personal.jsonl', 'checkpoints.jsonl'].map((name) => openLines(places.get(name)))
  const tree = createTree()
  const salted = Buffer.alloc(1 << 20)
  const notes = createSample(all ? Infinity : sampleSize, ({ line, note }) => {
    const { fault } = openNote(note, keys)
    if (fault) faults.add('checkpoints.jsonl', line, fault)
  })
  let [rootFault, last, roots, commitments] = [undefined, 0, 0, 0]
  let checkpoint = await nextCheckpoint(checkpoints)
  let half = await nextHalf(halves)
  while (entries.next() || (await entries.more())) {
    const index = entries.number - 1
    const bytes = entries.bytesAfterZero() // a leaf is hashed with 0x00 before it
    tree.append(crypto.hash('sha256', bytes, 'latin1'))

    for (; half && half.index < index; half = await nextHalf(halves)) faults.add('personal.jsonl', halves.number, 'is not in its place')
    if (half?.index === index) {
      const length = salted.write(half.salt, 0, 'base64url') + half.bytes.copy(salted, 32)
      const commitment = crypto.hash('sha256', salted.subarray(0, length), 'base64url')
      // RFC 8785 sorts names: nothing but action and at stands before the commitment, and neither can hold this.
      const at = bytes.indexOf('"commitment":"') + 14
      if (bytes.toString('latin1', at, at + 43) !== commitment)
        faults.add('personal.jsonl', halves.number, `is not what entry ${index} commits to`)
      commitments++
      half = await nextHalf(halves)
    }

    for (; checkpoint && checkpoint.size <= tree.size; checkpoint = await nextCheckpoint(checkpoints)) {
      const { line, note, root } = checkpoint
      if (checkpoint.size !== tree.size || checkpoint.origin !== origin)
        faults.add('checkpoints.jsonl', line, 'is out of order, or of another log')
      else if (root !== tree.root() && !rootFault)
        rootFault = faults.add(
          'entries.jsonl',
          0,
          `lines ${last + 1} to ${tree.size}: one of them is not what was signed (line ${line} of checkpoints.jsonl)`,
        )
      last = tree.size
      roots++
      await notes.take({ line, note })
    }
    if (tree.size === earlier?.size && tree.root() !== earlier.root)
      faults.add(
        '--since',
        0,
        `the first ${tree.size} entries were others when that checkpoint was signed: the log was forked or rewritten`,
      )
  }
  if (half) faults.add('personal.jsonl', halves.number, 'is of no entry')
  if (checkpoint) faults.add('checkpoints.jsonl', checkpoint.line, 'is no checkpoint, or of more entries than there are')
  if (tree.size !== size || last !== size)
    faults.add('entries.jsonl', 0, `has ${tree.size} entries; checkpoint.txt has ${size}, the last of checkpoints.jsonl ${last}`)
  for (const [name, lines] of [
    ['entries.jsonl', entries],
    ['personal.jsonl', halves],
  ])
    if (lines.torn) faults.add(name, lines.number, 'ends in the middle')
  await notes.end()
  const checked = { entries: tree.size, commitments, checkpoints: roots, checkpointSignatures: notes.checked }
  return { faults: faults.list, checked }
}

const nextCheckpoint = async (lines) => {
  if (!(lines.next() || (await lines.more()))) return undefined
  const { note = '' } = readJson(lines.text()) ?? {}
  return { ...readCheckpoint(note, []), note, line: lines.number }
}

/** A line of personal.jsonl: `{"index":…,"personal":{…},"salt":"…"}`, in just this form. */
const nextHalf = async (lines) => {
  if (!(lines.next() || (await lines.more()))) return undefined
  const bytes = lines.bytes()
  const [start, index] = /^\{"index":(0|[1-9]\d{0,15}),"personal":/.exec(bytes.toString('latin1', 0, 40)) ?? ['', '-1']
  // The last letter of 43 has two bits that no byte needs, and they are zero: else one salt could be written in four ways.
  const [, salt] = /^,"salt":"([\w-]{42}[AEIMQUYcgkosw048])"\}$/.exec(bytes.subarray(-54).toString('latin1')) ?? []
  return salt === undefined ? { index: -1 } : { index: Number(index), bytes: bytes.subarray(start.length, -54), salt }
}

/** A tree that grows leaf by leaf and keeps one hash of each level, as its root needs no more. Hashes are Latin-1 texts of 32 letters. */
const createTree = () => {
  const subtrees = []
  const input = Buffer.alloc(65, 1) // 0x01 ‖ left ‖ right
  const join = (left, right) => {
    input.latin1Write(left, 1)
    input.latin1Write(right, 33)
    return crypto.hash('sha256', input, 'latin1')
  }
  return {
    size: 0,
    append(leaf) {
      let top = leaf
      for (let full = this.size; full % 2 === 1; full = Math.floor(full / 2)) top = join(subtrees.pop(), top)
      subtrees.push(top)
      this.size++
    },
    root: () =>
      Buffer.from(
        subtrees.reduceRight((right, left) => join(left, right)),
        'latin1',
      ).toString('base64'),
  }
}

// --- What the entries say ---

// An entry is canonical JSON (RFC 8785): its names are sorted, so that one form is the only one.
const entryForm =
  /^\{"action":"([a-z-]+)","at":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)","commitment":(?:null|"([\w-]{43})"),(?:"erased":\[([\d,]+)\],)?"grants":\{([^{}]*)\},"id":"([0-9a-f-]{36})","policy":"([\w-]*)","previous":(?:null|"([0-9a-f-]{36})"),(?:"reason":"[a-z]+",)?"site":"([^"\\]+)","type":"([a-z]+)","v":1\}$/

const checkContents = async ({ places, size, origin, all }) => {
  const faults = createFaults()
  const policies = await checkPolicies(places, faults)
  const recorded = await readSignatureChecks(places, size)
  const [entries, halves, rows] = ['entries.jsonl', 'personal.jsonl', 'log.csv'].map((name) => openLines(places.get(name)))
  const ids = createIds(size)
  const published = new Map()
  // Of each entry: 1 grants something that can be taken back, 2 commits to a half, 4 has it here, 8 was erased by a later entry.
  const states = new Uint8Array(size)
  // Which purpose each is about, numbered as they come; 0 for cookies.
  const [purposes, purposeNumbers] = [new Map(), new Uint16Array(size)]
  const holders = Buffer.alloc(size * 32) // the start of the visitor's id, and of the key: who may follow
  const site = origin.slice(origin.lastIndexOf('/') + 1)
  const receipts = createSample(all ? Infinity : sampleSize, (receipt) => checkReceipt(receipt, recorded, faults))
  let [lastTime, erasures, csv] = ['', 0, true]
  if (!(rows.next() || (await rows.more())) || rows.text() !== `${columns}\r`)
    csv = faults.add('log.csv', 1, 'is not the names of the columns')
  let half = await nextHalf(halves)

  while (entries.next() || (await entries.more())) {
    const index = entries.number - 1
    const fault = (message, file = 'entries.jsonl') => faults.add(file, index + (file === 'log.csv' ? 2 : 1), message)
    if (index >= size) continue
    for (; half && half.index < index; half = await nextHalf(halves));
    const own = half?.index === index ? readJson(half.bytes.toString()) : undefined
    const personal = own ?? {}
    const halfLine = halves.number
    if (half?.index === index) half = await nextHalf(halves)
    const form = entryForm.exec(entries.text())
    const row = rows.next() || (await rows.more()) ? rows.text() : ''
    if (form === null) {
      fault('is no entry in canonical form')
      continue
    }
    const [, action, at, commitment, erased, grants, id, policy, previous, ofSite, type] = form
    const isPurpose = action.endsWith('-purpose')
    const answers = grantsOf(grants, isPurpose)
    if (isPurpose) {
      if (answers.yes !== (action === 'grant-purpose') || !/^"[a-z0-9-]+":(true|false)$/.test(grants))
        fault(`is of the action ${action} with the grants {${grants}}`)
      if (!purposes.has(grants.split(':')[0])) purposes.set(grants.split(':')[0], purposes.size + 1)
      purposeNumbers[index] = purposes.get(grants.split(':')[0])
    }
    if (ofSite !== site) fault(`is of the site ${ofSite}`)
    if (at < lastTime) fault(`is of ${at}, and the line before of ${lastTime}: time went back`)
    lastTime = at
    if (ids.add(id, index) !== index) fault(`has the id of line ${ids.find(id) + 1}`)
    if (
      (type === 'withdrawal') !== (action === 'withdraw' || action === 'withdraw-purpose') ||
      (type === 'policy') !== (action === 'publish-policy') ||
      (type === 'erasure') !== (action === 'erase')
    )
      fault(`is a ${type} with the action ${action}`)
    if (type === 'policy' && !published.has(policy)) published.set(policy, published.size + 1)
    if (type !== 'erasure' && !policies.has(policy)) fault(`names the policy ${policy}, which is not among the policies`)
    else if (!published.has(policy) && type !== 'erasure') fault(`names the policy ${policy}, which was not published before it`)

    states[index] |= (answers.yes && action !== 'once' ? 1 : 0) | (commitment ? 2 : 0) | (own ? 4 : 0)
    if (own && !commitment) faults.add('personal.jsonl', halfLine, `entry ${index} commits to nothing`)
    if (own) {
      if (personal.visitor) holders.latin1Write(personal.visitor, index * 32, 16)
      if (personal.key) holders.latin1Write(String(personal.key.x), index * 32 + 16, 16)
    }
    if (previous || type === 'withdrawal') checkPrevious()
    if (personal.by === 'form' && (previous || type !== 'consent'))
      fault('was said by a form, which follows nothing and takes nothing back')
    if (type === 'erasure') checkErasure()
    if (own?.key) await receipts.take({ form, personal, index, line: halfLine })

    const state = commitment ? (own ? 'kept' : 'erased') : 'none'
    const signature = ['', 'valid', 'wrong'][recorded[index]] || (commitment && personal.by === undefined ? 'unchecked' : 'none')
    const told = [
      personal.browserTime,
      personal.visitor,
      personal.language,
      personal.country,
      personal.page,
      personal.browser,
      personal.text,
    ].map(quote)
    const leaf = crypto.hash('sha256', entries.bytesAfterZero(), 'hex')
    const expected = `${index},${id},${type},${at},${told[0]},${site},${told[1]},${action},${answers.columns},${told[6]},${policy},${published.get(policy) ?? ''},${told[2]},${told[3]},${told[4]},${told[5]},${previous ?? ''},${commitment ?? ''},${state},${signature},${leaf}\r`
    if (row !== expected) csv = fault('is not what the entry and its personal half give', 'log.csv')

    /** A withdrawal, and whatever follows another entry, follows a yes of the same key; one by the receipt's link, of the same visitor. */
    function checkPrevious() {
      const before = previous ? ids.find(previous) : -1
      if (before < 0 || before >= index) return fault(previous ? `follows ${previous}, which is not before it` : 'takes back nothing')
      if (!(states[before] & 1)) return fault(`follows line ${before + 1}, which granted nothing that can be taken back`)
      if (purposeNumbers[before] !== purposeNumbers[index]) return fault(`follows line ${before + 1}, which is about something else`)
      if (!own || !(states[before] & 4)) return // erased: nobody can tell any more
      const from = personal.by === 'link' ? 0 : 16
      if (holders.compare(holders, before * 32 + from, before * 32 + from + 16, index * 32 + from, index * 32 + from + 16) !== 0)
        fault(`follows line ${before + 1}, which is of another ${from === 0 ? 'visitor' : 'key'}`)
    }

    function checkErasure() {
      const indices = (erased ?? '').split(',').map(Number)
      if (erased === undefined || indices.some((one, at) => one >= index || one <= (indices[at - 1] ?? -1) || !(states[one] & 2)))
        return fault('does not name entries before it that had something to erase, in order')
      for (const one of indices) states[one] |= 8
      erasures++
    }
  }
  if (rows.next() || (await rows.more())) csv = faults.add('log.csv', rows.number, 'has no entry')
  if (rows.torn) csv = faults.add('log.csv', rows.number, 'ends in the middle')
  let gone = 0
  for (const [index, state] of states.entries()) {
    if ((state & 10) === 10) gone++
    if ((state & 14) === 2) faults.add('personal.jsonl', 0, `the half of entry ${index} is missing, and no entry says that it was erased`)
    if ((state & 12) === 12) faults.add('personal.jsonl', 0, `has the half of entry ${index}, which was erased`)
  }
  await receipts.end()
  const checked = {
    csv: csv === true,
    policies: published.size,
    erasures,
    erased: gone,
    receipts: receipts.seen,
    receiptSignatures: receipts.checked,
  }
  return { faults: faults.list, checked }
}

const columns =
  'index,id,type,server_time,browser_time,site,visitor,action,preferences,analytics,marketing,services,purposes,text,policy,policy_version,language,country,page,browser,previous,commitment,commitment_state,signature,leaf_hash'

/** A policy's file has the SHA-256 of its content for a name. */
const checkPolicies = async (places, faults) => {
  const names = new Set()
  for (const [path, place] of places) {
    const name = /^policies\/(.+)\.json$/.exec(path)?.[1]
    if (name === undefined) continue
    names.add(name)
    const text = (await readText(place)).slice(0, -1) // without the newline at its end
    if (name !== `sha256-${crypto.hash('sha256', text, 'base64url')}`)
      faults.add(path, 0, 'does not have the SHA-256 of its content for a name')
  }
  return names
}

/** What came of checking the signatures when they came: 1 held, 2 did not, 0 is not known. */
const readSignatureChecks = async (places, size) => {
  const results = new Uint8Array(size)
  for (const lines = openLines(places.get('signatures.jsonl')); lines.next() || (await lines.more()); ) {
    const [, index, valid] = /"index":(\d+),"valid":(true|false)\}$/.exec(lines.text()) ?? []
    if (index < size) results[index] = valid === 'true' ? 1 : 2
  }
  return results
}

/** The visitor's id is the thumbprint of the key, and the key signed the receipt (ES256). A forged one must be recorded as such. */
const checkReceipt = async ({ form, personal, index, line }, recorded, faults) => {
  const [, action, , , , grants, id, policy, previous, site] = form
  const { browserTime, language, page, signature, text, visitor } = personal
  const { x, y } = personal.key
  const key = `{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`
  const [time, tongue, path] = [browserTime, language, page].map((text) => JSON.stringify(text))
  const receipt = `{"action":"${action}","browserTime":${time},"grants":{${grants}},"id":"${id}","key":${key},"language":${tongue},"page":${path},"policy":"${policy}","previous":${previous ? `"${previous}"` : null},"site":"${site}",${text === undefined ? '' : `"text":${JSON.stringify(text)},`}"v":1}`
  if (visitor !== undefined && visitor !== crypto.hash('sha256', key, 'base64url'))
    faults.add('personal.jsonl', line, 'has a visitor who is not the thumbprint of the key')
  const holds = await holdsAside(receipt, x, y, signature).catch(() => false)
  if (holds === (recorded[index] !== 2)) return
  faults.add(
    'personal.jsonl',
    line,
    holds
      ? 'has a signature that holds, and signatures.jsonl says it does not'
      : 'has a signature that does not hold, and signatures.jsonl does not say so',
  )
}

const holdsAside = async (receipt, x, y, signature) => {
  const key = importKey('p256', Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url'))
  return verifyAside('sha256', Buffer.from(receipt), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
}

const verifyAside = promisify(crypto.verify) // with a callback it works on a thread of its own

const answersOf = new Map()
const grantsOf = (grants, isPurpose) => {
  const known = answersOf.get(`${isPurpose}${grants}`)
  if (known) return known
  const given = readJson(`{${grants}}`) ?? {}
  const asked = ['preferences', 'analytics', 'marketing']
  const services = Object.keys(given).filter((name) => given[name] === true && !asked.includes(name))
  const said = (name) => (given[name] === undefined ? '' : given[name] ? 'yes' : 'no')
  // A purpose may be called as a service is, or a category, and says nothing of it.
  const columns = isPurpose
    ? ['', '', '', '', Object.keys(given).map((name) => `${name}=${said(name)}`)]
    : [...asked.map(said), services.sort().join(' '), '']
  const answers = { columns: columns.join(','), yes: Object.values(given).includes(true) }
  if (answersOf.size < 10_000) answersOf.set(`${isPurpose}${grants}`, answers)
  return answers
}

const quote = (text = '') => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Finds entries by their ids, at some 25 bytes an entry. */
const createIds = (size) => {
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(size * 2 + 2)))
  const bytes = Buffer.alloc((size + 1) * 16)
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, (size + 1) * 4)
  const isSame = (one, other) => [0, 1, 2, 3].every((word) => words[one * 4 + word] === words[other * 4 + word])
  const slotOf = (id, index) => {
    bytes.fill(0, index * 16, index * 16 + 16)
    bytes.write(id.replaceAll('-', ''), index * 16, 16, 'hex')
    let slot = words[index * 4] % slots.length
    while (slots[slot] !== 0 && !isSame(slots[slot] - 1, index)) slot = (slot + 1) % slots.length
    return slot
  }
  return {
    add(id, index) {
      const slot = slotOf(id, index)
      if (slots[slot] === 0) slots[slot] = index + 1
      return slots[slot] - 1
    },
    find: (id) => slots[slotOf(id, size)] - 1,
  }
}

// --- Files, lines, faults ---

/** The lines of a file, a piece of it in memory at a time: `while (lines.next() || (await lines.more()))`. */
const openLines = ({ file, start, end }) => {
  const pieces = readPieces({ file, start, end })
  // `from` and `to` lie around the line that is read; the byte before `from` is a newline that nobody needs any more.
  let [buffer, from, to] = [Buffer.from('\n'), 1, 1]
  return {
    number: 0,
    /** Whether the last line has no newline. */
    torn: false,
    next() {
      const at = buffer.indexOf(10, to)
      if (at < 0) return false
      from = to
      to = at + 1
      this.number++
      return true
    },
    async more() {
      for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) {
        buffer = Buffer.concat([buffer.subarray(to - 1), piece.value])
        to = 1
        if (this.next()) return true
      }
      if (this.torn || to === buffer.length) return false
      this.torn = true
      buffer = Buffer.concat([buffer, Buffer.from('\n')])
      return this.next()
    },
    bytes: () => buffer.subarray(from, to - 1),
    text: () => buffer.utf8Slice(from, to - 1),
    /** The line behind a zero byte, as a leaf of the tree is hashed. */
    bytesAfterZero() {
      buffer[from - 1] = 0
      return buffer.subarray(from - 1, to - 1)
    },
  }
}

async function* readPieces({ file, start, end }) {
  if (end > start) yield* createReadStream(file, { start, end: end - 1, highWaterMark: 1 << 18 })
}

const readText = async (place) => {
  const pieces = []
  for await (const piece of readPieces(place)) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

const hashFile = async (place) => {
  const hash = crypto.createHash('sha256')
  for await (const piece of readPieces(place)) hash.update(piece)
  return hash.digest('hex')
}

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), crypto.createHash('sha256')).digest('hex')

const readJson = (text) => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A public key from its bytes; what stands before them is how SPKI says of which kind it is. */
const importKey = (kind, ...bytes) =>
  crypto.createPublicKey({ key: Buffer.concat([Buffer.from(spki[kind], 'hex'), ...bytes]), format: 'der', type: 'spki' })

const spki = { ed25519: '302a300506032b6570032100', p256: '3059301306072a8648ce3d020106082a8648ce3d03010703420004' }

/** Checks what it is given; of more than `limit`, a random sample in which each has the same chance to be. */
const createSample = (limit, check) => {
  let kept = []
  return {
    seen: 0,
    checked: 0,
    async take(one) {
      const place = kept.length < limit ? kept.length : Math.floor(Math.random() * (this.seen + 1))
      if (place < limit) kept[place] = one
      this.seen++
      if (limit === Infinity && kept.length === 1000) await this.end()
    },
    async end() {
      this.checked += kept.length
      await Promise.all(kept.map(check))
      kept = []
    },
  }
}

/** The faults, each line but once, and of each file no more than anyone reads. Line 0 is the file as a whole. */
const createFaults = () => {
  const list = []
  const counts = new Map()
  const add = (file, line, message) => {
    const fault = { file, line, message }
    if (list.some((known) => known.file === file && known.line === line && (line > 0 || known.message === message))) return fault
    const count = (counts.get(file) ?? 0) + 1
    counts.set(file, count)
    if (count <= shownFaults) list.push(fault)
    else if (count === shownFaults + 1) list.push({ file, line: 0, message: 'has 1 more fault' })
    else list.find((known) => known.file === file && /more fault/.test(known.message)).message = `has ${count - shownFaults} more faults`
    return fault
  }
  return { list, add, addAll: (faults) => faults.forEach(({ file, line, message }) => void add(file, line, message)) }
}

// --- The command ---

/** The result as lines to read. */
export const describe = ({ whole, origin, size, root, at, signers = [], keyGiven, since, checked, faults }) => {
  const of = (part, all) => (part === all ? `all ${all}` : `${part} of ${all}, drawn at random (--all checks each)`)
  const said = [
    `Log ${origin}, ${size} entries, root ${root}, bundle of ${at}`,
    `Signed by ${signers.join(', ')}: ${keyGiven ? 'the key that you gave' : 'by the word of this bundle; compare it with the key that the site publishes, or give --key'}`,
    `Entries in the tree: ${checked.entries}; roots of checkpoints computed again: ${checked.checkpoints}, their signatures: ${checked.checkpointSignatures < checked.checkpoints ? of(checked.checkpointSignatures, checked.checkpoints) : `all ${checked.checkpoints}`}`,
    `Commitments: ${checked.commitments}; erased: ${checked.erased} by ${checked.erasures} entries`,
    `Signatures of visitors: ${of(checked.receiptSignatures, checked.receipts)}`,
    `CSV written again from the entries: ${checked.csv ? 'the same, byte for byte' : 'not the same'}; policies: ${checked.policies}; other files: ${checked.files}`,
    since === undefined
      ? 'Not checked against an earlier checkpoint (--since): keep checkpoint.txt for the next time'
      : `Compared with the earlier checkpoint of ${since} entries`,
  ]
  const found = faults.map(({ file, line, message }) => `FAULT ${file}${line > 0 ? `, line ${line}` : ''}: ${message}`)
  const verdict = whole
    ? 'WHOLE: no line was altered, left out, added or moved.'
    : `NOT WHOLE: ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}.`
  return [...(origin === undefined ? [] : said), ...found, verdict]
}

/** Where the files of a folder lie. What begins with a dot is left out: systems put such files into folders by themselves. */
export const readFolder = (folder) =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .map((entry) => ({ file: join(entry.parentPath ?? entry.path, entry.name), isFile: entry.isFile() }))
      .map(({ file, isFile }) => ({ file, isFile, name: relative(folder, file).split(sep).join('/') }))
      .filter(({ isFile, name }) => isFile && !name.split('/').some((part) => part.startsWith('.')))
      .map(({ file, name }) => [name, { file, start: 0, end: statSync(file).size }]),
  )

/** A key, or the keys of a file, a line each. */
export const readGivenKeys = (text) =>
  (/^\S+\+[0-9a-f]{8}\+\S+$/.test(text) ? text : readFileSync(text, 'utf8')).split('\n').flatMap((line) => line.split(' ')[0] || [])

const main = async () => {
  const options = {
    since: { type: 'string' },
    key: { type: 'string', multiple: true },
    all: { type: 'boolean' },
    json: { type: 'boolean' },
  }
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const places = readFolder(positionals[0] ?? dirname(fileURLToPath(import.meta.url)))
  const since = values.since === undefined ? undefined : readFileSync(values.since, 'utf8')
  const result = await verifyBundle(places, { since, keys: (values.key ?? []).flatMap(readGivenKeys), all: values.all })
  console.log(values.json ? JSON.stringify(result) : describe(result).join('\n'))
  process.exitCode = result.whole ? 0 : 1
}

if (workerData?.kakburkProof) parentPort.postMessage(await proveHere(workerData.kakburkProof))
else if (isMainThread && process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await main().catch((error) => {
    console.error(`verify.mjs: ${error.message}`)
    process.exitCode = 2
  })
}
