import { startExamples } from './index.ts'

/** Starts the shops as they are without Kakburk: everything runs. */
const { addresses } = await startExamples()
console.log(`The shops without a tag, so nothing is held back:\n  ${addresses.windowShop}\n  ${addresses.platformShop}`)
