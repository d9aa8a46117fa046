/** The browser engines in which the gate is tried. */
export const engineNames = ['chromium', 'firefox', 'webkit'] as const
export type EngineName = (typeof engineNames)[number]

/** A page in a tab of a visitor. */
export type EnginePage = {
  /** Resolves when the page has loaded with all that it names. */
  goto(address: string): Promise<void>
  /** Runs an expression, or a function that needs nothing from outside, in the page; waits for what it promises. */
  evaluate<T>(code: string | (() => T)): Promise<Awaited<T>>
  /** What the page threw, and what the console was told, where the engine's driver hears it. */
  complaints: readonly string[]
}

/** Somebody with a browser of their own: no cookie and no storage is shared with another visitor. */
export type EngineVisitor = {
  open(): Promise<EnginePage>
  close(): Promise<void>
}

export type Engine = {
  name: EngineName
  /** As the engine itself gives it. */
  version: string
  /** How many visitors may be on the way at once without disturbing each other. */
  together: number
  visitor(): Promise<EngineVisitor>
  close(): Promise<void>
}

/** The text of what `evaluate` is given, as one expression. */
export const expressionOf = (code: string | (() => unknown)): string => (typeof code === 'string' ? code : `(${code})()`)
