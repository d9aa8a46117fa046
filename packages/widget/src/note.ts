/** Entry of the note: loaded once a banner stands, which it keeps aside, and when something has been decided. */
export { keepBannerAside, showNote } from './ui/showNote.ts'
