/**
 * Tells the other tabs of a decision, and this one of theirs. A page in the back/forward cache holds no channel open, which would keep
 * it out of there; it reads again when it comes back. Returns what tells the others.
 */
export const joinTabs = (reread: () => void): (() => void) => {
  let channel: BroadcastChannel
  const open = () => {
    channel = new BroadcastChannel('kakburk')
    channel.onmessage = reread
  }
  open()
  addEventListener('pagehide', () => channel.close())
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return
    open()
    reread()
  })
  return () => channel.postMessage(0)
}
