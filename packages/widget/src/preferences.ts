/** Entry of the preferences: loaded when a visitor asks for them. */
export { showPreferences } from './ui/showPreferences.tsx'
