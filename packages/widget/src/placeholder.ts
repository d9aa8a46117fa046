/** Entry of what stands in held frames: loaded with the first one. */
export { showPlaceholder } from './ui/showPlaceholder.ts'
