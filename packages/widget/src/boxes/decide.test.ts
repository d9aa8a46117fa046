import { expect, it } from 'vitest'
import { type Box, decideBox, type Outcome } from './decide.ts'

const box = (differing: Partial<Box>): Box => ({ checked: false, isTouched: false, stands: false, text: 'Ja tack', ...differing })

it.each<[string, Partial<Box>, Outcome]>([
  ['nobody has touched', {}, 'nothing'],
  ['nobody has touched, with a yes that stands', { stands: true }, 'nothing'],
  ['was ticked for its visitor', { checked: true }, 'pre-ticked'],
  ['was ticked for its visitor and says nothing', { checked: true, text: '' }, 'pre-ticked'],
  ['shows the yes that stands', { checked: true, stands: true }, 'nothing'],
  ['the visitor has ticked', { checked: true, isTouched: true }, 'yes'],
  ['the visitor has ticked again', { checked: true, isTouched: true, stands: true }, 'yes'],
  ['the visitor has ticked without a word beside it', { checked: true, isTouched: true, text: '' }, 'textless'],
  ['the visitor has unticked', { isTouched: true, stands: true }, 'no'],
  ['the visitor has ticked and unticked', { isTouched: true }, 'no'],
  ['the visitor has unticked, that has no word beside it', { isTouched: true, stands: true, text: '' }, 'no'],
])('of a box that %s comes what is due', (_, differing, expected) => {
  expect(decideBox(box(differing))).toBe(expected)
})
