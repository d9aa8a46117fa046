import type { wrap as Wrap } from '../gate/wrap.ts'
import { quietly, warn } from '../quiet.ts'
import { readPurposes } from '../storage/purposes.ts'
import { decideBox } from './decide.ts'
import { setField } from './field.ts'
import { readShown } from './shown.ts'

const selector = 'input[type=checkbox][data-kakburk-purpose]'

/** So long after a click or a key, in milliseconds, a change of a box is the visitor's doing. */
const atOnce = 1000

type Watching = {
  /** The purposes of the policy. */
  purposes: readonly string[]
  /** Stands before functions of the browser. */
  wrap: typeof Wrap
  /** Writes an answer down. Returns the id of its receipt; undefined where none can be made. */
  answer(answer: { purpose: string; granted: boolean; text: string }): string | undefined
}

/**
 * Watches the boxes of a page, whenever they come into it. The moment of consent is when the form is sent, by the visitor or by a
 * script: until then a visitor may change their mind without a word in a log. A box without a form is answered when it is ticked.
 */
export const watch = ({ purposes, wrap, answer }: Watching): void => {
  const touched = new WeakSet<HTMLInputElement>()
  const answered = new WeakSet<HTMLInputElement>()
  const said = new Set<string>()
  /** Says to the owner what is wrong with the page, once a page. */
  const once = (what: string, say: () => void): void => {
    if (!said.has(what)) say()
    said.add(what)
  }
  const warnOfPreTicked = (box: HTMLInputElement): void =>
    once('pre-ticked', () =>
      warn('a box that was ticked for its visitor is no consent, so nothing is logged; leave out its "checked"', box),
    )

  const settle = (box: HTMLInputElement): void => {
    const { form } = box
    const purpose = box.dataset.kakburkPurpose ?? ''
    if (!purposes.includes(purpose)) {
      once('unknown', () => warn('no such purpose in the policy', purpose))
      return
    }
    const standing = readPurposes().standing.get(purpose)
    const text = readShown(box)
    const outcome = decideBox({ checked: box.checked, isTouched: touched.has(box), stands: standing !== undefined, text })
    touched.delete(box)
    if (outcome === 'nothing') {
      // Sent again as it was, as a page does that checks its fields first: what was answered stays in the form.
      if (form && !answered.has(box)) setField(form, purpose, box.checked ? standing : undefined)
      return
    }
    const granted = outcome === 'yes'
    const receipt = granted || outcome === 'no' ? answer({ purpose, granted, text }) : undefined
    if (form) setField(form, purpose, receipt)
    if (receipt === undefined) {
      if (outcome === 'pre-ticked') warnOfPreTicked(box)
      if (outcome === 'textless')
        once(outcome, () => warn('a box without a label says nothing that one could consent to, so nothing is logged', box))
      return
    }
    answered.add(box)
  }

  const settleForm = (form: unknown): void => {
    for (const box of boxesOf(form)) if (!box.disabled) quietly(() => settle(box))
  }

  let lastDone = Number.NEGATIVE_INFINITY
  const onChange = ({ target, isTrusted, timeStamp }: Event): void => {
    // `click()` by a script makes a trusted change too. It counts where it follows from what the visitor does: a shop's own drawing of a box.
    if (!isBox(target) || !isTrusted || timeStamp - lastDone > atOnce) return
    touched.add(target)
    if (!target.form) quietly(() => settle(target))
  }
  const onReset = ({ target, defaultPrevented }: Event): void => {
    if (defaultPrevented) return
    for (const box of boxesOf(target)) {
      touched.delete(box)
      answered.delete(box)
    }
  }

  const heard = new WeakSet<Node>()
  /** Hears at `place` what becomes of the boxes of a tree: that of the page, or a shadow tree, which tells of it only inside. */
  const hear = (tree: Document | ShadowRoot, place: EventTarget = tree): void => {
    if (heard.has(tree)) return
    heard.add(tree)
    // What is shown in a slot passes through the tree of the slot, too.
    const listen = (type: string, act: (event: Event) => void, capture: boolean): void =>
      place.addEventListener(type, (event) => (event.target as Node).getRootNode?.() === tree && act(event), capture)
    listen('change', onChange, true)
    // In capture, so that it is done before the page reads its form, and whatever the page then prevents.
    listen('submit', ({ target }) => settleForm(target), true)
    listen('reset', onReset, false)
  }
  hear(document, window)
  for (const type of ['click', 'keydown'])
    addEventListener(
      type,
      (event) => {
        if (!event.isTrusted) return
        lastDone = event.timeStamp
        // A click goes through the shadow trees that a change or a form stays in, and comes before both.
        for (const tree of event.composedPath()) if (tree instanceof ShadowRoot) hear(tree)
      },
      true,
    )
  // A script that sends a form calls this, and no listener.
  wrap(HTMLFormElement.prototype, 'submit', 'value', (form) => {
    settleForm(form)
    return undefined
  })

  const look = () => {
    const { standing } = readPurposes()
    for (const box of document.querySelectorAll<HTMLInputElement>(selector))
      if (box.defaultChecked && !standing.has(box.dataset.kakburkPurpose ?? '')) warnOfPreTicked(box)
  }
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', () => quietly(look))
  else quietly(look)
}

const isBox = (target: unknown): target is HTMLInputElement => target instanceof HTMLInputElement && target.matches(selector)

const boxesOf = (form: unknown): HTMLInputElement[] => (form instanceof HTMLFormElement ? [...form.elements].filter(isBox) : [])
