import { holdAttributes } from './attributes.ts'
import { holdCalls } from './calls.ts'
import { holdInsertions } from './insertion.ts'
import { holdMarkup } from './markup.ts'
import type { Way } from './realm.ts'
import { holdWriting } from './written.ts'

/** Every way of holding back but what lies in the browser's stores, and what needs a Content-Security-Policy. */
export const ways: readonly Way[] = [holdInsertions, holdAttributes, holdMarkup, holdWriting, holdCalls]
