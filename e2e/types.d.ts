import type { Kakburk } from '../packages/widget/src/api.ts'

declare global {
  interface Window {
    kakburk?: Kakburk
  }
}
