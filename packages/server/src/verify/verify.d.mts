/** Where a file of a bundle lies: in a file on disk, from `start` to before `end`. */
export type Place = { file: string; start: number; end: number }

/** What is wrong, and where. Line 0 stands for the file as a whole. */
export type BundleFault = { file: string; line: number; message: string }

export type VerifyOptions = {
  /** An earlier checkpoint of the same log, as the text of its note. */
  since?: string | undefined
  /** Verifier keys that are known to be the site's; without any the bundle's own word is taken. */
  keys?: string[]
  /** Checks every signature instead of a sample. */
  all?: boolean
}

export type BundleResult = {
  whole: boolean
  faults: BundleFault[]
  origin?: string
  size?: number
  root?: string
  at?: string
  signers?: string[]
  keyGiven?: boolean
  since?: number
  checked: Record<string, number | boolean>
}

/** Checks a bundle whose files lie at these places. Rejects only for what the operating system refuses. */
export declare const verifyBundle: (places: Map<string, Place>, options?: VerifyOptions) => Promise<BundleResult>
/** A result as lines to read: what was checked, each fault on one line, and the verdict. */
export declare const describe: (result: BundleResult) => string[]
/** Where the files of a folder lie. */
export declare const readFolder: (folder: string) => Map<string, Place>
/** The keys that a text is: one key, or the name of a file with one a line. Throws when there is none in it. */
export declare const readGivenKeys: (text: string) => string[]
