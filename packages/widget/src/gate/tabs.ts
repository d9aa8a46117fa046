/**
 * Tells the other tabs of a decision, and this one of theirs. A page in the back/forward cache holds no channel open, which would keep
 * it out of there; it reads again when it comes back. Returns what tells the others.
 */
export const joinTabs = (reread: () => void): (() => void) => {
  let channel: BroadcastChannel
  const open = () => {
    channel = new BroadcastChannel('kakburk')
    // A cookie goes its own way between the processes of a browser, and may come after the word of it.
    channel.onmessage = () => {
      for (const pause of [0, 200, 2000]) setTimeout(reread, pause)
    }
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
