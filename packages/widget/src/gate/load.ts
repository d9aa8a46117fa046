/**
 * Loads a further file of ours, which lies beside the gate, as a module: without blocking, with the nonce and the trust of
 * the gate's own tag, and without any element on the page.
 */
export const createLoad =
  (source: string) =>
  <M>(name: string): Promise<M> =>
    import(/* @vite-ignore */ new URL(`files/${name}`, source).href) as Promise<M>
