import { makeAdapter } from './adapter.mjs'

/** The widget as it comes: what is declared or well known waits by itself. */
export default makeAdapter('automatic')
