import { InsertionMode, Parser, type Token, Tokenizer, TokenizerMode } from 'parse5'
import { branch, type Nodes } from './tree.ts'

/** Where something lies in the source, counted in characters from its beginning. */
export type Span = { start: number; end: number }

export type Attribute = { name: string; value: string } & Span

/**
 * A start tag as it is written: names in lower case, of attributes that stand twice the first. `opensText`: what follows is text up to
 * the end tag, whatever it looks like.
 */
export type Tag = { name: string; attributes: Attribute[]; opensText: boolean } & Span

/** What is told of a page while it is read, in order. Comments and what a browser drops are told as `other`. */
export type Listener = {
  onTag(tag: Tag): void
  onText(text: string, span: Span): void
  onEndTag(name: string, span: Span): void
  onOther(span: Span): void
}

export type Reader = {
  /** Reads on. Returns how far everything has been told: what is behind that may be the beginning of a tag. */
  read(text: string): number
  end(): void
}

/**
 * Reads HTML as the standard says, pieces of any size as they come. `scripting`: the content of `noscript` is text, as it is to a
 * browser that runs scripts. `from`: where the first character stands.
 */
export const createReader = (listener: Listener, { scripting = true, from = 0 } = {}): Reader => {
  const reading = new Reading(listener, scripting, from)
  return {
    read(text) {
      reading.tokenizer.write(text, false)
      reading.tokenizer.flushCharacters()
      return reading.told
    },
    end() {
      reading.tokenizer.write('', true)
    },
  }
}

const inSelect = new Set([InsertionMode.IN_SELECT, InsertionMode.IN_SELECT_IN_TABLE])

/** Deeper than this nobody nests; the parser walks through all that is open for many a tag. */
const deepest = 5_000

/** The whole parser rather than its tokenizer alone: which tags are tags depends on the elements that are open. */
class Reading extends Parser<Nodes> {
  told: number

  constructor(
    readonly listener: Listener,
    scriptingEnabled: boolean,
    readonly from: number,
  ) {
    super({ treeAdapter: branch, scriptingEnabled })
    this.told = from
    this.tokenizer = new Tokenizer({ sourceCodeLocationInfo: true }, this)
  }

  override onStartTag(token: Token.TagToken) {
    // Read first: to the parser some elements have another name, and the attributes of some too.
    const { tagName: name } = token
    const attributes = attributesOf(token, this.from)
    const location = take(token)
    this.#withOpenSelect(() => super.onStartTag(token))
    if (this.openElements.stackTop > deepest) throw new RangeError(`a page with more than ${deepest} elements in each other`)
    const opensText = this.tokenizer.state !== TokenizerMode.DATA
    this.#tell(location, (span) => this.listener.onTag({ name, attributes, opensText, ...span }))
  }

  override onEndTag(token: Token.TagToken) {
    this.#tell(take(token), (span) => this.listener.onEndTag(token.tagName, span))
    this.#withOpenSelect(() => super.onEndTag(token))
  }

  override onCharacter(token: Token.CharacterToken) {
    this.#tellText(token)
    super.onCharacter(token)
  }

  override onWhitespaceCharacter(token: Token.CharacterToken) {
    this.#tellText(token)
    super.onWhitespaceCharacter(token)
  }

  override onNullCharacter(token: Token.CharacterToken) {
    this.#tellText(token)
    super.onNullCharacter(token)
  }

  override onComment(token: Token.CommentToken) {
    this.#tell(take(token), (span) => this.listener.onOther(span))
    super.onComment(token)
  }

  override onDoctype(token: Token.DoctypeToken) {
    this.#tell(take(token), (span) => this.listener.onOther(span))
    super.onDoctype(token)
  }

  /** In a `select` stands what may stand elsewhere (HTML standard since 2025, Chromium 135); parse5 8.1 still drops most of it. */
  #withOpenSelect(work: () => void) {
    const { insertionMode } = this
    work()
    if (!inSelect.has(this.insertionMode)) return
    this.insertionMode = Math.max(insertionMode, InsertionMode.IN_BODY)
  }

  #tellText(token: Token.CharacterToken) {
    this.#tell(take(token), (span) => this.listener.onText(token.chars, span))
  }

  #tell(location: Token.Location | null, tell: (span: Span) => void) {
    // The parser hands some tokens to itself once more; each is told once.
    if (!location || location.endOffset + this.from <= this.told) return
    this.told = location.endOffset + this.from
    tell({ start: location.startOffset + this.from, end: this.told })
  }
}

/** Takes the place from a token: the parser would go on to keep it for every node. */
const take = (token: { location: Token.Location | null }): Token.Location | null => {
  const { location } = token
  token.location = null
  return location
}

const attributesOf = ({ attrs, location }: Token.TagToken, from: number): Attribute[] => {
  const places = location?.attrs
  const attributes: Attribute[] = []
  for (const { name, value } of attrs) {
    const place = places?.[name]
    if (place) attributes.push({ name, value, start: place.startOffset + from, end: place.endOffset + from })
  }
  return attributes
}
