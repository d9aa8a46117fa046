#!/usr/bin/env node
// Checks a bundle of a Kakburk consent log: the folder that this file lies in, or the one that is named.
//
//   node verify.mjs [FOLDER] [--since CHECKPOINT] [--key KEY] [--all]
//
// --since  a checkpoint of this log from an earlier day: shows that nothing of before was changed since
// --key    a key (or a file with keys) that you know to be the site's; without it the bundle's own word is taken for it
// --all    checks every signature; else some 2,000 of the visitors' and 2,000 of the checkpoints', drawn anew each time
//
// In this order, each part under a heading of its own below; the steps are those of docs/log-format.md in Kakburk's repository,
// which describes every file:
//
//   steps 1, 2     keys and the newest checkpoint: Ed25519 in the formats c2sp.org/signed-note and c2sp.org/tlog-checkpoint
//   step 3         the manifest: every file has the SHA-256 that the site's key signed, and there is no other file
//   steps 4, 5     the tree: its root over the lines of entries.jsonl at every checkpoint (RFC 9162), and that each personal half
//                  has, under its salt, the SHA-256 that its entry commits to
//   steps 6 to 10  the entries: canonical form (RFC 8785), order in time, who may take back what, what was erased; the visitors'
//                  signatures (ES256); log.csv is written anew from the entries and compared
//
// Where something is wrong, lines.txt (a CRC-32 of every line) serves to name the line. It proves nothing by itself.
//
// Exit code 0: the bundle is whole. 1: it is not, and each fault has a line. 2: used wrongly.
// Needs Node 20.19 or later, nothing else, and no network.
// You have this file from whom you check. To trust nobody, take the same file from that repository, or write your own.
import crypto from 'node:crypto'
import { closeSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { crc32 } from 'node:zlib'

/** These three are proved line by line: by the tree, by the commitments, and by writing the CSV again. The manifest has the others. */
const proved = ['entries.jsonl', 'log.csv', 'personal.jsonl']
const needed = ['manifest.txt', 'keys.jsonl', 'checkpoint.txt', 'checkpoints.jsonl', 'signatures.jsonl', 'lines.txt', ...proved]

/**
 * Checks a bundle. `places` says where each of its files lies: a file on disk, and from which byte to which, so that the files
 * can also lie inside an archive that compresses nothing.
 */
export const verifyBundle = async (places, { since, keys: given = [], all = false } = {}) => {
  const faults = createFaults()
  for (const name of needed) if (!places.has(name)) faults.add(name, 0, 'is missing')
  if (faults.list.length > 0) return { whole: false, faults: faults.list, checked: {} }

  const keys = readKeys(places, faults)
  const trusted = given.length > 0 ? keys.filter(({ text }) => given.includes(text)) : keys
  const head = readCheckpoint(readText(places, 'checkpoint.txt'), trusted)
  if (head.fault) faults.add('checkpoint.txt', 0, given.length > 0 ? `${head.fault} (of those that you gave)` : head.fault)
  const earlier = since === undefined ? undefined : readCheckpoint(since, keys)
  if (earlier?.fault) faults.add('--since', 0, earlier.fault)
  else if (earlier && earlier.origin !== head.origin)
    faults.add('--since', 0, `is of the log ${earlier.origin}, and the bundle of ${head.origin}`)
  if (earlier?.size > head.size) faults.add('--since', 0, `has ${earlier.size} entries, and the bundle ${head.size}: the log was cut off`)

  // Two threads share the work: one hashes, one reads what it says.
  const task = { places, keys, size: head.size, origin: head.origin, earlier, all }
  const proving = prove(task)
  const manifest = checkManifest({ places, keys, trusted, head }, faults)
  const contents = checkContents(task)
  const proof = await proving

  // Where lines differ from those that were signed, they are named, and what follows from them is not worth saying.
  const deep = [...proof.faults, ...contents.faults]
  const damaged = deep.length > 0 ? proved.filter((name) => nameLines(places, name, faults)) : []
  if (damaged.every((name) => name === 'log.csv'))
    for (const { file, line, message } of deep) if (!damaged.includes(file)) faults.add(file, line, message)
  return {
    whole: faults.list.length === 0,
    origin: head.origin,
    size: head.size,
    root: head.root,
    at: manifest.at,
    signers: head.signers,
    keyGiven: given.length > 0,
    since: earlier?.size || undefined, // 0 for what is no checkpoint
    checked: {
      files: manifest.files,
      csv: deep.every(({ file }) => file !== 'log.csv'),
      ...proof.checked,
      ...contents.checked,
    },
    faults: faults.list,
  }
}

// --- Steps 1 and 2: keys, signed notes and checkpoints (c2sp.org/signed-note, c2sp.org/tlog-checkpoint) ---

const readKeys = (places, faults) => {
  const keys = []
  for (const [index, line] of readText(places, 'keys.jsonl').split('\n').slice(0, -1).entries()) {
    const { verifier = '', createdAt, retiredAt } = readJson(line) ?? {}
    const [, name, id, base64 = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(verifier) ?? []
    const typed = Buffer.from(base64, 'base64') // 0x01 for Ed25519, and the key
    const isOne = typed.length === 33 && typed[0] === 1 && typed.toString('base64') === base64
    if (isOne && sha256(Buffer.concat([Buffer.from(`${name}\n`), typed])).startsWith(id)) {
      const jwk = { kty: 'OKP', crv: 'Ed25519', x: typed.toString('base64url', 1) }
      keys.push({ text: verifier, name, id, createdAt, retiredAt, key: crypto.createPublicKey({ key: jwk, format: 'jwk' }) })
    } else faults.add('keys.jsonl', index + 1, 'is no verifier key')
  }
  return keys
}

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

// --- Step 3: the manifest, and which lines differ from those that were signed ---

/** Every file but the proved ones must have the SHA-256 of the manifest, and every key then in use must have signed that. */
const checkManifest = ({ places, keys, trusted, head }, faults) => {
  const { body, fault, signers, lines } = openNote(readText(places, 'manifest.txt'), keys)
  const [title, origin, size, at, ...rows] = body.split('\n').slice(0, -1)
  const inUse = keys.filter(({ createdAt, retiredAt }) => createdAt <= at && (retiredAt === null || retiredAt > at))
  const isSigned = lines === inUse.length && signers.length === lines && inUse.every(({ id }) => signers.includes(id))
  if (fault || !isSigned) faults.add('manifest.txt', 0, fault ?? 'is not signed by just the keys that were in use')
  else if (!trusted.some(({ id }) => signers.includes(id))) faults.add('manifest.txt', 0, 'is not signed by the key that you gave')
  if (title !== 'kakburk bundle v1' || origin !== head.origin || Number(size) !== head.size)
    faults.add('manifest.txt', 0, 'is of another log or size than checkpoint.txt')
  const listed = new Set([...proved, 'manifest.txt'])
  for (const [index, row] of rows.entries()) {
    const [, digest, name] = /^([0-9a-f]{64}) {2}(\S+)$/.exec(row) ?? []
    if (name === undefined || listed.has(name)) faults.add('manifest.txt', index + 5, 'is no SHA-256 and name, or a name that stands twice')
    else if (!places.has(name)) faults.add(name, 0, 'is missing')
    else if (hashFile(places.get(name)) !== digest && !nameLines(places, name, faults))
      faults.add(name, sumLines(places, name).length, 'does not end as what was signed')
    listed.add(name)
  }
  for (const name of places.keys()) if (!listed.has(name)) faults.add(name, 0, 'was added: the manifest does not have it')
  return { at, files: rows.length }
}

/** Names the lines of a file that differ from those of lines.txt, which has the CRC-32 of every line. Answers whether there are any. */
const nameLines = (places, name, faults) => {
  const before = faults.list.length
  const rows = readText(places, 'lines.txt').split('\n').slice(0, -1)
  if (name === 'lines.txt') {
    for (const [index, row] of rows.entries()) {
      const [file, sums] = row.split(' ')
      if (!places.has(file) || sumLines(places, file).join('') !== sums) faults.add(name, index + 1, `was altered, or ${file} was`)
    }
    return faults.list.length > before
  }
  const row = rows.find((line) => line.startsWith(`${name} `)) ?? ''
  const unplaced = new Map()
  for (const [index, sum] of (row.slice(name.length + 1).match(/.{8}/g) ?? []).entries())
    unplaced.set(sum, [...(unplaced.get(sum) ?? []), index])
  // Which signed line each line is: of several that are equal the first that is left, as they stand.
  const origins = sumLines(places, name).map((sum) => unplaced.get(sum)?.shift() ?? -1)
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

const sumLines = (places, name) => Array.from(linesOf(places, name), (line) => crc32(line).toString(16).padStart(8, '0'))

// --- Steps 4 and 5: the tree (RFC 9162) at every checkpoint, and the commitments ---

/** On a thread of its own, which a small log is not worth. */
const prove = (task) => {
  if (task.size < 20_000) return proveHere(task)
  return new Promise((resolve, reject) => {
    const resourceLimits = { maxYoungGenerationSizeMb: 8 } // it keeps next to nothing
    const worker = new Worker(new URL(import.meta.url), { workerData: { kakburkProof: task }, resourceLimits })
    worker.once('message', resolve).once('error', reject)
  })
}

/** What is hashed is put together here, behind a zero that every leaf has. What is longer than a mebibyte was never signed. */
const scratch = Buffer.alloc(1 << 20)

const proveHere = ({ places, keys, size, origin, earlier, all }) => {
  const faults = createFaults()
  const tree = createTree()
  const checkpoints = checkpointsOf(places)
  const checked = { entries: 0, commitments: 0, checkpoints: 0, checkpointSignatures: 0 }
  let [checkpoint, last, hasFork] = [checkpoints.next().value, 0, false]

  const checkRoot = ({ line, bytes, note, ...signed }) => {
    if (signed.size !== tree.size || signed.origin !== origin) faults.add('checkpoints.jsonl', line, 'is out of order, or of another log')
    else if (signed.root !== tree.root() && !hasFork) {
      const lines = `lines ${last + 1} to ${tree.size}`
      faults.add('entries.jsonl', 0, `${lines}: one of them is not what was signed (line ${line} of checkpoints.jsonl)`)
      hasFork = true
    }
    last = tree.size
    checked.checkpoints++
    if (!all && !isDrawn(bytes, places.get('checkpoints.jsonl'))) return
    checked.checkpointSignatures++
    const { fault } = openNote(note, keys)
    if (fault) faults.add('checkpoints.jsonl', line, fault)
  }

  for (const { index, line, half, row } of entriesOf(places, faults)) {
    const leaf = sha256(scratch.subarray(0, 1 + line.copy(scratch, 1)))
    tree.append(leaf)
    if (half) {
      checked.commitments++
      // No name or text in an entry can hold this, so that it stands there as a member.
      if (!line.includes(`"commitment":"${commitmentOf(half)}"`))
        faults.add('personal.jsonl', half.number, `is not what entry ${index} commits to`)
    }
    if (row.subarray(-65).latin1Slice() !== `${leaf}\r`) faults.add('log.csv', index + 2, 'does not end in the hash of the entry')
    for (; checkpoint?.size <= tree.size; checkpoint = checkpoints.next().value) checkRoot(checkpoint)
    if (tree.size === earlier?.size && tree.root() !== earlier.root)
      faults.add('--since', 0, `the first ${tree.size} entries were others when that was signed: the log was forked or rewritten`)
  }
  for (; checkpoint; checkpoint = checkpoints.next().value)
    faults.add('checkpoints.jsonl', checkpoint.line, 'is no checkpoint, or of more entries than there are')
  if (tree.size !== size || last !== size)
    faults.add('entries.jsonl', 0, `has ${tree.size} entries; checkpoint.txt has ${size}, the last of checkpoints.jsonl ${last}`)
  return { faults: faults.list, checked: { ...checked, entries: tree.size } }
}

/** A tree that grows leaf by leaf and keeps the roots of its complete subtrees, as its own root needs no more. */
const createTree = () => {
  const subtrees = []
  const node = Buffer.alloc(65, 1)
  const join = (left, right) => {
    node.hexWrite(left, 1)
    node.hexWrite(right, 33)
    return sha256(node)
  }
  return {
    size: 0,
    append(leaf) {
      let top = leaf
      for (let full = this.size; full % 2 === 1; full = Math.floor(full / 2)) top = join(subtrees.pop(), top)
      subtrees.push(top)
      this.size++
    },
    root() {
      const root = subtrees.reduceRight((right, left) => join(left, right))
      return Buffer.from(root, 'hex').toString('base64')
    },
  }
}

function* checkpointsOf(places) {
  let line = 0
  for (const bytes of linesOf(places, 'checkpoints.jsonl')) {
    const { note = '' } = readJson(bytes.toString()) ?? {}
    yield { ...readCheckpoint(String(note), []), note, bytes, line: ++line }
  }
}

/** `half` is `{"index":…,"personal":{…},"salt":"…"}`; `start` is where the second brace stands. */
const commitmentOf = ({ line, start, end }) => {
  // The last letter of 43 has two bits that no byte needs, and they are zero: else one salt could be written in four ways.
  const [, salt] = /^,"salt":"([\w-]{42}[AEIMQUYcgkosw048])"\}$/.exec(line.latin1Slice(end)) ?? []
  if (salt === undefined) return undefined
  const length = scratch.write(salt, 1, 'base64url') + line.copy(scratch, 33, start, end)
  return crypto.hash('sha256', scratch.subarray(1, 1 + length), 'base64url')
}

// --- Steps 6 to 10: what the entries say ---

// An entry is canonical JSON (RFC 8785): its names are sorted, so that one form is the only one.
const entryForm =
  /^\{"action":"([a-z-]+)","at":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)","commitment":(?:null|"([\w-]{43})"),(?:"erased":\[([\d,]+)\],)?"grants":\{([^{}]*)\},"id":"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})","policy":"([\w-]*)","previous":(?:null|"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"),(?:"reason":"[a-z]+",)?"site":"([^"\\]+)","type":"([a-z]+)","v":1\}$/

const readEntry = (line, index, half) => {
  const form = entryForm.exec(line.latin1Slice())
  if (form === null) return undefined
  const [, action, at, commitment, erased, grants, id, policy, previous, site, type] = form
  const personal = half && (readJson(half.line.utf8Slice(half.start, half.end)) ?? {})
  const [isOfPurpose, answers] = [action.endsWith('-purpose'), readAnswers(grants)]
  return { index, action, at, commitment, erased, grants, id, policy, previous, site, type, personal, isOfPurpose, answers }
}

const checkContents = ({ places, size: signedSize, origin, all }) => {
  const faults = createFaults()
  const size = Math.min(signedSize, sizeOf(places.get('entries.jsonl'))) // a checkpoint may say anything, and no entry is empty
  /** What must be known of the entries before one, to check it. */
  const log = {
    site: origin.slice(origin.lastIndexOf('/') + 1),
    policies: readPolicyNames(places, faults),
    published: new Map(), // policies by name, with their versions
    signatures: readSignatureChecks(places, size),
    ids: createIds(size),
    lastTime: '',
    isYes: new Uint8Array(size), // grants something that can be taken back
    isPersonal: new Uint8Array(size), // commits to a half
    isKept: new Uint8Array(size), // has that half here
    isErased: new Uint8Array(size), // is named by a later erasure
    purposes: new Map(), // numbered as they come
    about: new Uint16Array(size), // the number of the purpose, 0 for cookies
    holders: Buffer.alloc(size * 24), // the start of the visitor's id, and of the key: who may follow
  }
  const checked = { erased: 0, erasures: 0, receipts: 0, receiptSignatures: 0 }
  for (const { index, line, half, row } of entriesOf(places, faults)) {
    const fault = (message) => faults.add('entries.jsonl', index + 1, message)
    const faultOfHalf = (message) => faults.add('personal.jsonl', half.number, message)
    const entry = readEntry(line, index, half)
    if (line.length > 8192) fault('is longer than 8 KiB')
    if (entry === undefined) fault('is no entry in canonical form')
    if (entry === undefined || index >= size) continue
    checkForm(entry, log, fault)
    if (half && !entry.commitment) faultOfHalf(`entry ${index} commits to nothing`)
    if (entry.previous || entry.type === 'withdrawal') checkPrevious(entry, log, fault)
    if (entry.type === 'erasure') checkErasure(entry, log, fault)
    const isSigned = entry.personal?.key !== undefined
    const isChecked = isSigned && (all || isDrawn(half.line, places.get('personal.jsonl')))
    if (isChecked) checkReceipt(entry, log.signatures[index] === 2, faultOfHalf)
    if (entry.type === 'erasure') checked.erasures++
    if (isSigned) checked.receipts++
    if (isChecked) checked.receiptSignatures++
    // The hash at its end is checked where it is computed, with the tree.
    if (row.utf8Slice().slice(0, -65) !== printRow(entry, log))
      faults.add('log.csv', index + 2, 'is not what the entry and its personal half give')
  }
  for (let index = 0; index < size; index++) {
    if (log.isErased[index]) checked.erased++
    if (log.isPersonal[index] && !log.isKept[index] && !log.isErased[index])
      faults.add('personal.jsonl', 0, `the half of entry ${index} is missing, and no entry says that it was erased`)
    if (log.isKept[index] && log.isErased[index]) faults.add('personal.jsonl', 0, `has the half of entry ${index}, which was erased`)
  }
  return { faults: faults.list, checked: { ...checked, policies: log.published.size } }
}

const typeOf = { withdraw: 'withdrawal', 'withdraw-purpose': 'withdrawal', 'publish-policy': 'policy', erase: 'erasure' }

const checkForm = (
  { index, action, at, commitment, grants, id, policy, previous, site, type, personal, isOfPurpose, answers },
  log,
  fault,
) => {
  if (site !== log.site) fault(`is of the site ${site}`)
  if (at < log.lastTime) fault(`is of ${at}, and the line before of ${log.lastTime}: time went back`)
  log.lastTime = at
  const first = log.ids.find(id)
  if (first >= 0) fault(`has the id of line ${first + 1}`)
  else log.ids.add(id, index)
  if (type !== (typeOf[action] ?? 'consent')) fault(`is a ${type} with the action ${action}`)
  if (personal?.by === 'form' && (previous || type !== 'consent')) fault('was said by a form, which follows nothing and takes nothing back')
  if (type === 'policy' && !log.published.has(policy)) log.published.set(policy, log.published.size + 1)
  if (type !== 'erasure' && !log.policies.has(policy)) fault(`names the policy ${policy}, which is not among the policies`)
  else if (type !== 'erasure' && !log.published.has(policy)) fault(`names the policy ${policy}, which was not published before it`)
  if (isOfPurpose) {
    if (answers.isYes !== (action === 'grant-purpose') || !/^"[a-z0-9-]+":(true|false)$/.test(grants))
      fault(`is of the action ${action} with the grants {${grants}}`)
    if (!log.purposes.has(answers.purpose)) log.purposes.set(answers.purpose, log.purposes.size + 1)
    log.about[index] = log.purposes.get(answers.purpose)
  }
  log.isYes[index] = answers.isYes && action !== 'once' ? 1 : 0
  log.isPersonal[index] = commitment ? 1 : 0
  log.isKept[index] = personal ? 1 : 0
  if (personal?.visitor) log.holders.latin1Write(String(personal.visitor), index * 24, 12)
  if (personal?.key) log.holders.latin1Write(String(personal.key.x), index * 24 + 12, 12)
}

/** What follows another entry follows a yes of the same key; by the receipt's link, of the same visitor. A withdrawal always does. */
const checkPrevious = ({ index, previous, personal }, log, fault) => {
  const before = previous ? log.ids.find(previous) : -1
  if (before < 0 || before >= index) return fault(previous ? `follows ${previous}, which is not before it` : 'takes back nothing')
  if (!log.isYes[before]) return fault(`follows line ${before + 1}, which granted nothing that can be taken back`)
  if (log.about[before] !== log.about[index]) return fault(`follows line ${before + 1}, which is about something else`)
  if (!personal || !log.isKept[before]) return // erased: nobody can tell any more
  const [from, whose] = personal.by === 'link' ? [0, 'visitor'] : [12, 'key']
  const holderOf = (one) => log.holders.latin1Slice(one * 24 + from, one * 24 + from + 12)
  if (holderOf(before) !== holderOf(index)) fault(`follows line ${before + 1}, which is of another ${whose}`)
}

const checkErasure = ({ index, erased = '' }, log, fault) => {
  const indices = erased.split(',').map(Number)
  if (erased === '' || indices.some((one, at) => one >= index || one <= (indices[at - 1] ?? -1) || !log.isPersonal[one]))
    return fault('does not name entries before it that had something to erase, in order')
  for (const one of indices) log.isErased[one] = 1
}

const columns =
  'index,id,type,server_time,browser_time,site,visitor,action,preferences,analytics,marketing,services,purposes,text,policy,policy_version,language,country,page,browser,previous,commitment,commitment_state,signature,leaf_hash'

/** A line of log.csv (RFC 4180), up to its last column. */
const printRow = ({ index, action, at, commitment, id, policy, previous, site, type, personal, isOfPurpose, answers }, log) => {
  const { browserTime, visitor, text, language, country, page, browser, by } = personal ?? {}
  const answered = isOfPurpose ? answers.ofPurpose : answers.ofCookies
  const said = `${action},${answered},${quote(text)},${policy},${log.published.get(policy) ?? ''}`
  const from = `${quote(language)},${quote(country)},${quote(page)},${quote(browser)},${previous ?? ''}`
  const state = commitment ? (personal ? 'kept' : 'erased') : 'none'
  const signature = ['', 'valid', 'wrong'][log.signatures[index]] || (commitment && !by ? 'unchecked' : 'none')
  const who = `${quote(browserTime)},${site},${quote(visitor)}`
  return `${index},${id},${type},${at},${who},${said},${from},${commitment ?? ''},${state},${signature},`
}

const quote = (text = '') => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const knownAnswers = new Map()

/** What grants say, as four columns of the CSV: of cookies, and of a purpose, which may be called as a service is, or a category. */
const readAnswers = (grants) => {
  const known = knownAnswers.get(grants)
  if (known) return known
  const given = readJson(`{${grants}}`) ?? {}
  const [names, categories] = [Object.keys(given), ['preferences', 'analytics', 'marketing']]
  const said = (name) => (given[name] === undefined ? '' : given[name] ? 'yes' : 'no')
  const services = names.filter((name) => given[name] === true && !categories.includes(name)).sort()
  const answers = {
    ofCookies: `${categories.map(said)},${services.join(' ')},`,
    ofPurpose: `,,,,${names.map((name) => `${name}=${said(name)}`)}`,
    isYes: Object.values(given).includes(true),
    purpose: String(names),
  }
  if (knownAnswers.size < 10_000) knownAnswers.set(grants, answers) // few are ever different
  return answers
}

/** A policy's file has the SHA-256 of its content, without the newline at its end, for a name. */
const readPolicyNames = (places, faults) => {
  const names = new Set()
  for (const path of places.keys()) {
    const name = /^policies\/(.+)\.json$/.exec(path)?.[1]
    if (name === undefined) continue
    names.add(name)
    if (name !== `sha256-${crypto.hash('sha256', readText(places, path).slice(0, -1), 'base64url')}`)
      faults.add(path, 0, 'does not have the SHA-256 of its content for a name')
  }
  return names
}

/** What came of checking the signatures when they came: 1 held, 2 did not, 0 is not known. */
const readSignatureChecks = (places, size) => {
  const results = new Uint8Array(size)
  for (const line of linesOf(places, 'signatures.jsonl')) {
    const [, index, valid] = /^\{"checkedAt":"[^"]+","index":(\d+),"valid":(true|false)\}$/.exec(line.latin1Slice()) ?? []
    if (index < size) results[index] = valid === 'true' ? 1 : 2
  }
  return results
}

/** The visitor's id is the thumbprint of the key, and the key signed the receipt (ES256). A forged one must be recorded as such. */
const checkReceipt = ({ action, grants, id, policy, previous, site, personal }, isForged, fault) => {
  const { browserTime, language, page, signature, text, visitor } = personal
  const { x, y } = personal.key
  const key = `{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`
  const [time, tongue, path] = [browserTime, language, page].map((one) => JSON.stringify(one))
  const receipt = [
    `{"action":"${action}","browserTime":${time},"grants":{${grants}},"id":"${id}","key":${key},"language":${tongue},"page":${path},`,
    `"policy":"${policy}","previous":${previous ? `"${previous}"` : null},"site":"${site}",`,
    `${text === undefined ? '' : `"text":${JSON.stringify(text)},`}"v":1}`,
  ].join('')
  if (visitor !== undefined && visitor !== crypto.hash('sha256', key, 'base64url'))
    fault('has a visitor who is not the thumbprint of the key')
  const holds = isSignedBy({ crv: 'P-256', kty: 'EC', x, y }, receipt, signature)
  if (holds && isForged) fault('has a signature that holds, and signatures.jsonl says it does not')
  if (!holds && !isForged) fault('has a signature that does not hold, and signatures.jsonl does not say so')
}

const isSignedBy = (key, text, signature) => {
  try {
    const wish = { key, format: 'jwk', dsaEncoding: 'ieee-p1363' }
    return crypto.verify('sha256', Buffer.from(text), wish, Buffer.from(signature, 'base64url'))
  } catch {
    return false // there is no such key
  }
}

/** Finds entries by their ids, at some 25 bytes an entry: a table in which each stands at the first free place from its own on. */
const createIds = (size) => {
  const [table, ids] = [new Uint32Array(2 ** Math.ceil(Math.log2(size * 1.5 + 1))), Buffer.alloc(size * 16)]
  const digitsOf = (id) => id.replaceAll('-', '')
  const placeOf = (digits) => {
    let place = Number.parseInt(digits.slice(0, 8), 16) % table.length
    for (; table[place] !== 0; place = (place + 1) % table.length)
      if (ids.hexSlice(table[place] * 16 - 16, table[place] * 16) === digits) break
    return place
  }
  return {
    add(id, index) {
      ids.hexWrite(digitsOf(id), index * 16)
      table[placeOf(digitsOf(id))] = index + 1
    },
    /** The first entry that has this id, or -1. */
    find: (id) => table[placeOf(digitsOf(id))] - 1,
  }
}

// --- Files and their lines; faults ---

/** The entries, each with its line of log.csv, and its personal half if that is here. All is good until the next is taken. */
function* entriesOf(places, faults) {
  const [halves, rows] = ['personal.jsonl', 'log.csv'].map((name) => linesOf(places, name, faults))
  if (rows.next().value?.latin1Slice() !== `${columns}\r`) faults.add('log.csv', 1, 'is not the names of the columns')
  let [index, number, half] = [0, 1, halves.next().value]
  for (const line of linesOf(places, 'entries.jsonl', faults)) {
    const head = `{"index":${index},"personal":`
    const isOwn = half?.length > head.length + 54 && half.latin1Slice(0, head.length) === head
    const own = isOwn ? { number, line: half, start: head.length, end: half.length - 54 } : undefined
    yield { index, line, half: own, row: rows.next().value ?? nothing }
    if (isOwn) [number, half] = [number + 1, halves.next().value]
    index++
  }
  for (; half; half = halves.next().value) faults.add('personal.jsonl', number++, 'is of no entry, or not in its place')
  for (const _ of rows) faults.add('log.csv', ++index + 1, 'has no entry')
}

/** The lines of a file without their newlines. Each is good until the next is taken. */
function* linesOf(places, name, faults) {
  let [rest, number] = [nothing, 1]
  for (const piece of piecesOf(places.get(name))) {
    let from = 0
    for (let to = piece.indexOf(10); to >= 0; to = piece.indexOf(10, from)) {
      const line = piece.subarray(from, to)
      yield rest.length > 0 ? Buffer.concat([rest, line]) : line
      rest = nothing
      from = to + 1
      number++
    }
    rest = Buffer.concat([rest, piece.subarray(from)])
  }
  if (rest.length === 0) return
  faults?.add(name, number, 'ends in the middle')
  yield rest
}

const nothing = Buffer.alloc(0)

function* piecesOf({ file, start, end }) {
  const handle = openSync(file)
  try {
    const buffer = Buffer.alloc(1 << 18)
    for (let [at, length] = [start, 1]; at < end && length > 0; at += length) {
      length = readSync(handle, buffer, 0, Math.min(buffer.length, end - at), at)
      yield buffer.subarray(0, length)
    }
  } finally {
    closeSync(handle)
  }
}

const readText = (places, name) => Buffer.concat(Array.from(piecesOf(places.get(name)), (piece) => Buffer.from(piece))).toString()

const hashFile = (place) => {
  const hash = crypto.createHash('sha256')
  for (const piece of piecesOf(place)) hash.update(piece)
  return hash.digest('hex')
}

const sha256 = (bytes) => crypto.hash('sha256', bytes, 'hex')

const readJson = (text) => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whether a part of a file is one of some 2,000 that are drawn at random; of a thousand all are. */
const isDrawn = (part, place) => Math.random() * sizeOf(place) < 2000 * part.length

const sizeOf = ({ start, end }) => end - start

/** The faults, each line but once, and of each file no more than anyone reads. Line 0 is the file as a whole. */
const createFaults = () => {
  const list = []
  const add = (file, line, message) => {
    const known = list.filter((fault) => fault.file === file)
    if (known.some((fault) => fault.line === line && (line > 0 || fault.message === message))) return
    if (known.length < 20) list.push({ file, line, message })
    else if (known.length === 20) list.push({ file, line: 0, message: 'has more faults than are named here' })
  }
  return { list, add }
}

// --- The command ---

/** The result as lines to read. */
export const describe = ({ whole, origin, size, root, at, signers = [], keyGiven, since, checked, faults }) => {
  const of = (part, all) => (part === all ? `all ${all}` : `${part} of ${all}, drawn at random (--all checks each)`)
  const key = keyGiven
    ? 'the key that you gave'
    : 'by the word of this bundle; compare it with the key that the site publishes, or give --key'
  const said = [
    `Log ${origin}, ${size} entries, root ${root}, bundle of ${at}`,
    signers.length > 0
      ? `Signed by ${signers.join(', ')}: ${key}`
      : `Signed by none of the keys that ${keyGiven ? 'you gave' : 'it names'}`,
    `Entries in the tree: ${checked.entries}; roots of checkpoints computed again: ${checked.checkpoints}`,
    `Signatures of checkpoints: ${of(checked.checkpointSignatures, checked.checkpoints)}`,
    `Signatures of visitors: ${of(checked.receiptSignatures, checked.receipts)}`,
    `Commitments: ${checked.commitments}; erased: ${checked.erased} by ${checked.erasures} entries`,
    `CSV written again from the entries: ${checked.csv ? 'the same, byte for byte' : 'not the same'}`,
    `Policies: ${checked.policies}; other files: ${checked.files}`,
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
export const readFolder = (folder) => {
  const places = new Map()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    const parts = relative(folder, file).split(sep)
    if (entry.isFile() && !parts.some((part) => part.startsWith('.')))
      places.set(parts.join('/'), { file, start: 0, end: statSync(file).size })
  }
  return places
}

/** A key, or the keys of a file, a line each. Throws when there is none: who gives a key must not get the bundle's own word instead. */
export const readGivenKeys = (text) => {
  if (/^\S+\+[0-9a-f]{8}\+\S+$/.test(text)) return [text]
  const keys = readFileSync(text, 'utf8').match(/^\s*\S+\+[0-9a-f]{8}\+\S+/gm)
  if (keys === null) throw new Error(`--key ${text}: has no key of a log`)
  return keys.map((key) => key.trim())
}

const main = async () => {
  const options = { since: { type: 'string' }, key: { type: 'string', multiple: true }, all: { type: 'boolean' } }
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const places = readFolder(positionals[0] ?? dirname(fileURLToPath(import.meta.url)))
  const since = values.since === undefined ? undefined : readFileSync(values.since, 'utf8')
  const result = await verifyBundle(places, { since, keys: (values.key ?? []).flatMap(readGivenKeys), all: values.all })
  console.log(describe(result).join('\n'))
  process.exitCode = result.whole ? 0 : 1
}

if (workerData?.kakburkProof) parentPort.postMessage(proveHere(workerData.kakburkProof))
else if (isMainThread && process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await main().catch((error) => {
    console.error(`verify.mjs: ${error.message}`)
    process.exitCode = 2
  })
}
