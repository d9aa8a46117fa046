import { makeAdapter } from './adapter.mjs'

/** The widget that holds what is marked and nothing else, as the banners do with which it is compared. */
export default makeAdapter('marked')
