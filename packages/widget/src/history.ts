/** Entry of the check of the log: loaded when it has answered a further receipt of the same visitor. */
export { checkHistory } from './receipt/history.ts'
