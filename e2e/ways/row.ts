import type { At, Way } from './way.ts'

/** A way that a script in the page's body goes. */
export type Row = [id: string, name: string, code: (at: At) => string, rest?: Partial<Way>]

/** `%a.js` stands for the third party's file a.js. */
export const filled = (code: string, at: At) => code.replace(/%([\w.]+)/g, (_, name: string) => at.file(name))

/** Code for an element `p` in the page. */
export const holder = "const p = document.body.appendChild(document.createElement('p'));"
