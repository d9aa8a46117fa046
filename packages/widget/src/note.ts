/** Entry of the note: loaded once a banner stands, which it keeps aside, when something has been decided, and when the page turns to another language. */
export { keepBannerAside, showNote } from './ui/showNote.ts'
export { turn } from './ui/turn.ts'
