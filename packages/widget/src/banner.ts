/** Entry of the banner: only undecided visitors load it. */
export { showBanner } from './ui/showBanner.ts'
