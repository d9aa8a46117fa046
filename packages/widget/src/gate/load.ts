/**
 * Loads a further file of ours as a module: without blocking, with the nonce and the trust of the gate's own tag, and
 * without any element on the page.
 */
export const createLoad =
  (base: string) =>
  <M>(name: string): Promise<M> =>
    import(/* @vite-ignore */ `${base}files/${name}`) as Promise<M>
