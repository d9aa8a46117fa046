/** Entry of the delivery: loaded after a decision, and by pages that find a receipt which no server has taken yet. */
export { deliver } from './receipt/deliver.ts'
export { forget } from './receipt/forget.ts'
export { answered } from './receipt/keep.ts'
