/** Entry of the declaration: loaded where a page has a place for it. */
export { showDeclaration } from './ui/showDeclaration.ts'
