/**
 * Asks Go's own implementation of the same formats. Writes what Go makes to `packages/shared/src/proof/vectors.json`, which the unit
 * tests read; then lets Go judge what ours makes, whole and altered. `pnpm vectors [rounds] [seed]`
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { openNote, parseNote, verifyEd25519 } from '@kakburk/shared/proof'
import { type Claim, makeClaims, verifiers } from './claims.ts'
import { runGo } from './go.ts'

const [rounds = 4_000, seed = Math.floor(Math.random() * 2 ** 31)] = process.argv.slice(2).map(Number)

const writeVectors = () => {
  const root = resolve(import.meta.dirname, '../..')
  const file = resolve(root, 'packages/shared/src/proof/vectors.json')
  const before = readFileSync(file, 'utf8')
  writeFileSync(file, JSON.stringify(runGo('make'), undefined, 2))
  execFileSync('npx', ['biome', 'format', '--write', file], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  console.log(`vectors.json ${readFileSync(file, 'utf8') === before ? 'is as it was' : 'HAS CHANGED'}`)
}

/** What either side says of one claim; Go's reason is empty when the claim holds. */
type Answer = { claim: Claim; goReason: string; go: boolean; ours: boolean }

const ask = async (claims: readonly Claim[]): Promise<Answer[]> => {
  const kinds = ['keys', 'notes', 'trees', 'included', 'extended', 'proofs'] as const
  const valuesOf = (kind: Claim['kind']) => claims.filter((claim) => claim.kind === kind).map(({ value }) => value)
  const input = { verifiers: verifiers.map(({ text }) => text), ...Object.fromEntries(kinds.map((kind) => [kind, valuesOf(kind)])) }
  const verdicts = runGo('check', JSON.stringify(input)) as Record<Claim['kind'] | 'signed', string[]>
  const signed = verdicts.signed.filter(Boolean)
  for (const note of signed) await openNote(parseNote(note), verifiers, verifyEd25519)
  console.log(`${signed.length} notes that Go signed with keys that ours wrote are opened by ours`)
  const answers: Answer[] = []
  const next = Object.fromEntries(kinds.map((kind) => [kind, verdicts[kind].values()]))
  for (const claim of claims) {
    const goReason: string = next[claim.kind]?.next().value ?? 'not answered'
    answers.push({ claim, goReason, go: goReason === '', ours: await claim.ours() })
  }
  return answers
}

/** Whether two texts differ only in how base64 is written: Go's decoder takes bits that mean nothing, ours does not. */
const hasSameMeaning = ({ from, to }: { from: Uint8Array; to: Uint8Array }): boolean => {
  const decoded = (bytes: Uint8Array) =>
    new TextDecoder().decode(bytes).replace(/(?<=^\u2014 \S+ ).*$/gm, (base64) => Buffer.from(base64, 'base64').toString('hex'))
  return decoded(from) === decoded(to)
}

/** Whether an answer is as it must be. */
const isRight = ({ claim: { expected, altered }, go, ours }: Answer): boolean => {
  if (expected === 'holds') return go && ours
  if (expected === 'refused') return !ours && (!go || (altered !== undefined && hasSameMeaning(altered)))
  return go || !ours
}

writeVectors()
console.log(`altered by seed ${seed}, ${rounds} rounds`)
const answers = await ask(makeClaims(seed, rounds))
const table = Object.fromEntries(answers.map(({ claim }) => [claim.what, { both: 0, 'Go alone': 0, 'ours alone': 0, neither: 0 }]))
for (const { claim, go, ours } of answers) {
  const row = table[claim.what]
  if (row) row[go ? (ours ? 'both' : 'Go alone') : ours ? 'ours alone' : 'neither']++
}
console.log('Who says that it holds:')
console.table(table)

const wrong = answers.filter((answer) => !isRight(answer))
for (const { claim, goReason, ours } of wrong.slice(0, 10))
  console.error(`WRONG: ${claim.what}: ${JSON.stringify(claim.value)}: Go: ${goReason || 'holds'}; ours: ${ours ? 'holds' : 'refused'}`)
console.log(wrong.length === 0 ? 'All as it must be.' : `${wrong.length} are not as they must be.`)
process.exitCode = wrong.length === 0 ? 0 : 1
