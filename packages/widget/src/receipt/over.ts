/**
 * Whether a yes was taken back, or erased, by the link of its receipt; `address` is where receipts go. What the server does not know
 * yet, or cannot say now, stands.
 */
export const isOver = (address: string, id: string): Promise<boolean> =>
  fetch(`${address}/${id}/state`, { credentials: 'omit' })
    .then((answer) => answer.json())
    // The other states are `holds`, and none at all.
    .then(({ state }) => /^[we]/.test(state))
    .catch(() => false)
