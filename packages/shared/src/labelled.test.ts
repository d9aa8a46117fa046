import { expect, it } from 'vitest'
import { labelled } from './labelled.ts'

it('puts a colon behind a name as the language does: after a narrow space in French', () => {
  expect(labelled('Ansvarig', 'Butiken', 'sv')).toBe('Ansvarig: Butiken')
  expect(labelled('Responsable', 'La Boutique', 'fr')).toBe('Responsable\u202f: La Boutique')
})
