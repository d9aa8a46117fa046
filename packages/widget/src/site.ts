import type { Language, Rules } from '@kakburk/shared'

/** Everything that the gate of one site is told, as data: made when its policy is compiled. */
export type Site = {
  rules: Omit<Rules, 'google' | 'vendors'>
  /** By language, the first being the fallback: the words that the gate itself needs, and the files to load. */
  languages: Partial<Record<Language, SiteLanguage>>
  css: string
  /** The owner has links of their own, so that no control stands where one is. */
  ownLinks?: true
  /** The file that makes decisions; the same for all sites, as are the next two. */
  choose: string
  /** The file that signs and delivers receipts. */
  deliver: string
  /** The file that watches the boxes of the policy's purposes, where it has any. */
  boxes?: string
  /** The file that shows the owner why something is held. */
  explain: string
}

export type SiteLanguage = {
  /** On the small control that stays on every page. */
  open: string
  /** Absent where it is left to right. */
  direction?: 'rtl'
  /** Asked when the preferences cannot be loaded and there is a yes to take back. */
  withdraw: string
  banner: string
  preferences: string
  /** The file that shows what stands in the place of a held frame. */
  placeholder: string
  /** The file that shows what the policy declares, for pages with a place for it. */
  declaration: string
  /** The file that tells what came of an answer. */
  note: string
}

/** What came of an answer: whether a yes was taken back, and the names of the cookies and storage keys that were deleted, each as key and value. */
export type Done = { withdrawn: boolean; deleted: Record<string, string> }

/** What a visitor saw of a policy: the look, and by language the words and the names of the files. `show` draws them again. */
export type Shown = { css: string; gate: string; languages: Site['languages']; show: string }

/** Loads a further file of the site, by the name that `Site` gives it, and resolves to what it exports. */
export type Load = <Exports>(name: string) => Promise<Exports>

/** Where the visitor's receipts are: the name of the file that delivers them, the address that they go to, and who is told of what happens. */
export type Delivered = { load: Load; deliver: string; address: string; events: EventTarget }
