import type { Load } from '../site.ts'

/**
 * Loads what lies beside the gate, as a module: without blocking, with the nonce and the trust of the gate's own tag, and
 * without any element on the page.
 */
export const createLoad =
  (source: string): Load =>
  (name) =>
    import(/* @vite-ignore */ new URL(`files/${name}`, source).href)
