/** Entry of the panel for the owner: loaded with `?kakburk=explain` alone. */
export { showExplain } from './ui/showExplain.ts'
