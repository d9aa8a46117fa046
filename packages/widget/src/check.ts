/** Entry of the page `/r`, on our own server: checks a saved receipt in the browser, trusting nothing but the key of its log. */
import { ConsentProblem } from '@kakburk/shared'
import { sha256, verifyEd25519 } from '@kakburk/shared/proof'
import { checkSaved, parseSaved, parseVerifierKeys, type SavedReceipt, type SavedReport, savedClaims } from '@kakburk/shared/saved'

/** An element that the server has put into the page. */
const part = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E

const [form, file, key, problem, findings] = [
  part('form'),
  part<HTMLInputElement>('file'),
  part<HTMLTextAreaElement>('key'),
  part('problem'),
  part('findings'),
]

/** What cannot be checked, by the name of the text that says so. */
class Unreadable extends Error {
  constructor(readonly why: 'unreadable' | 'keyUnknown' | 'keyWrong') {
    super(why)
  }
}

const readReceipt = async (chosen: File): Promise<SavedReceipt> => parseSaved(await chosen.text())

/** The key that was pasted, else those that our server says the log of the site has. */
const readKeys = async ({ entry }: SavedReceipt): Promise<string> => {
  const pasted = key.value.trim()
  if (pasted) return pasted
  const answer = await fetch(new URL(`s/${encodeURIComponent(entry.site)}/key`, document.baseURI))
  if (!answer.ok) throw new Unreadable('keyUnknown')
  return answer.text()
}

const check = async (chosen: File): Promise<SavedReport> => {
  const saved = await readReceipt(chosen).catch(() => Promise.reject(new Unreadable('unreadable')))
  const text = await readKeys(saved)
  try {
    return await checkSaved(saved, { keys: parseVerifierKeys(sha256, text), hash: sha256, verify: verifyEd25519 })
  } catch (error) {
    throw error instanceof ConsentProblem ? new Unreadable('keyWrong') : error
  }
}

const show = (report: SavedReport): void => {
  for (const claim of savedClaims) {
    const { holds, why, proven } = report[claim]
    const cell = part(claim).querySelector('td') as HTMLElement
    const place = proven ? ` (${proven.keys[0]?.name}, ${proven.index} / ${proven.size})` : ''
    cell.textContent = `${findings.dataset[String(holds)]}${place}`
    cell.title = why
    cell.dataset.holds = String(holds)
  }
  findings.hidden = false
}

const start = async (chosen: File | undefined): Promise<void> => {
  problem.hidden = true
  findings.hidden = true
  if (!chosen) return
  try {
    show(await check(chosen))
  } catch (error) {
    problem.textContent = error instanceof Unreadable ? (problem.dataset[error.why] ?? '') : String(error)
    problem.hidden = false
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault()
  void start(file.files?.[0])
})
file.addEventListener('change', () => void start(file.files?.[0]))
addEventListener('dragover', (event) => {
  event.preventDefault()
  document.body.classList.add('over')
})
addEventListener('dragleave', () => document.body.classList.remove('over'))
addEventListener('drop', (event) => {
  event.preventDefault()
  document.body.classList.remove('over')
  const dropped = event.dataTransfer?.files
  if (!dropped?.[0]) return
  file.files = dropped
  void start(dropped[0])
})
