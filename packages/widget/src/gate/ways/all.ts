import { holdAttributes } from './attributes.ts'
import { holdCalls } from './calls.ts'
import { holdCookies } from './cookies.ts'
import { holdForms } from './forms.ts'
import { holdInsertions } from './insertion.ts'
import { holdMarkup } from './markup.ts'
import type { Way } from './realm.ts'
import { holdStyles } from './styles.ts'
import { holdWriting } from './written.ts'

/** Every way of holding back that each site needs. Storage keys, and what needs a Content-Security-Policy, come on top. */
export const ways: readonly Way[] = [holdInsertions, holdAttributes, holdMarkup, holdWriting, holdCalls, holdStyles, holdForms, holdCookies]
