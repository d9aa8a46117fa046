import { createGuardFinder } from './guard.ts'
import { inertParts, isJudgedByText, type Part, partsOf, readValue } from './parts.ts'
import { createPassage } from './passage.ts'
import type { Plan } from './plan.ts'
import { createReader, type Listener, type Reader, type Tag } from './reader.ts'
import { holdTag, withoutAttribute } from './tag.ts'

/** A page on its way to a visitor. What must wait leaves in its held form, everything else as it came. */
export type Marker = {
  push(text: string): string
  end(): string
  /** What came in and has not left: what to send when nothing else can be. */
  remainder(): string
}

/** Marks a page by a plan. Of the text each character stands for one byte, so that places in the one are places in the other. */
export const createMarker = (plan: Plan): Marker => {
  const passage = createPassage()
  const page: Page = { base: plan.page, ours: plan.ours === undefined ? [] : [plan.ours] }
  let hasBase = false
  /** A style sheet or module that leaves once its text is known. */
  let texted: { tag: Tag; text: string } | undefined
  let guardEnd: number | undefined
  /** Reads what browsers that run no scripts see of the page: to all others it is a text. */
  let quiet: { reader: Reader; read: number; told: number } | undefined

  const waiting = (parts: Part[]) =>
    parts
      .map(({ attribute, addresses, mark }) => ({ attribute, names: plan.missing(mark, addresses, page) }))
      .filter(({ names }) => names.length > 0)

  const decide = (tag: Tag, text: string) => {
    const scripting = quiet === undefined
    const waits = waiting(partsOf(tag, { text, scripting })).length > 0
    if (waits) passage.replace(tag, holdTag(passage.written(tag), waiting, { text, scripting, mark: plan.writesMarks }))
    if (importsAhead(tag, text) && (waits || waiting(inertParts(tag, text)).length > 0))
      passage.replace({ start: tag.end, end: tag.end }, tag.opensText ? '<!--' : '&lt;!--')
  }

  const settle = () => {
    if (texted) decide(texted.tag, texted.text)
    texted = undefined
  }

  const guard = createGuardFinder((gate, policy, span) => {
    if (!plan.leavesGuardOut) return widen(policy)
    passage.replace(gate, withoutAttribute(passage.written(gate), gate, 'data-guard'))
    passage.replace(span, '')
    guardEnd = span.end
  })

  /** What is granted may load through a guard that stands: a visitor without scripts has nothing that turns it off. */
  const widen = ({ attributes }: Tag) => {
    const content = attributes.find(({ name }) => name === 'content')
    const quote = content && passage.written({ start: content.end - 1, end: content.end })
    if (content && /["']/.test(quote ?? ''))
      passage.replace({ start: content.end - 1, end: content.end }, ` ${plan.guardSources.join(' ')}${quote}`)
  }

  const onTag = (tag: Tag) => {
    settle()
    if (guard.isPart(tag)) return
    if (isGate(tag, plan, page)) {
      const source = resolve(readValue(tag, 'src'), page)
      if (source !== undefined) page.ours.push(new URL(source).origin)
      if ((plan.leavesGuardOut || plan.guardSources.length > 0) && readValue(tag, 'data-guard') !== null) guard.begin(tag)
    } else if (isJudgedByText(tag)) texted = { tag, text: '' }
    else decide(tag, '')
  }

  const onText = (text: string) => {
    guard.onText(text)
    if (texted) texted.text += text
  }

  const onEndTag = (name: string) => {
    settle()
    guard.onEndTag(name)
  }

  const quietListener: Listener = { onTag, onText, onEndTag, onOther: () => undefined }

  const reader = createReader({
    onTag(tag) {
      onTag(tag)
      if (tag.name === 'base' && !hasBase) {
        const href = readValue(tag, 'href')
        hasBase = href !== null
        page.base = resolve(href, page) ?? page.base
      }
      if (tag.name === 'noscript' && tag.opensText)
        quiet = { reader: createReader(quietListener, { scripting: false, from: tag.end }), read: tag.end, told: tag.end }
    },
    onText(text, { end }) {
      if (!quiet) return onText(text)
      quiet.told = quiet.reader.read(passage.written({ start: quiet.read, end }))
      quiet.read = end
    },
    onEndTag(name) {
      quiet?.reader.end()
      quiet = undefined
      onEndTag(name)
    },
    onOther(span) {
      guard.onOther()
      if (span.start === guardEnd && passage.written(span) === '<!---->') passage.replace(span, '')
    },
  })

  return {
    push(text) {
      passage.arrive(text)
      const told = reader.read(text)
      return passage.leave(texted?.tag.start ?? guard.start() ?? quiet?.told ?? told)
    },
    end() {
      reader.end()
      quiet?.reader.end()
      settle()
      return passage.leave()
    },
    remainder: passage.remainder,
  }
}

/** What a page says of itself: how its addresses are resolved, and where the gate and its files come from. */
export type Page = { base: string; ours: string[] }

/**
 * Whether a browser may fetch what a style sheet imports even when its type is none that it knows: Chromium 156 does, which looks ahead
 * for an import that stands first. A beginning of a comment as HTML has it stops it there; CSS takes no notice of that.
 */
const importsAhead = ({ name }: Tag, text: string): boolean =>
  name === 'style' && /@import/i.test(text) && !text.trimStart().startsWith('<!--')

/** The tag that the owner pasted. */
const isGate = (tag: Tag, plan: Plan, page: Page): boolean =>
  tag.name === 'script' && (readValue(tag, 'data-guard') !== null || plan.isGate(resolve(readValue(tag, 'src'), page)))

const resolve = (address: string | null, { base }: Page): string | undefined =>
  address !== null && URL.canParse(address, base) ? new URL(address, base).href : undefined
