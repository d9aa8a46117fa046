import { beforeEach, expect, it } from 'vitest'
import { dropEnded, endPurpose, keepPurposeReceipt, readPurposes, startPurpose } from './purposes.ts'

const [one, other] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']
const receipt = (id: string, purpose: string) => `{"entry":{"action":"grant-purpose","grants":{"${purpose}":true},"id":"${id}"}}`
const keep = (id: string, purpose: string, stays = false) => keepPurposeReceipt(receipt(id, purpose), { id, purpose, stays })
const kept = () => {
  const { standing, receipts } = readPurposes()
  return [Object.fromEntries(standing), receipts.map((line) => JSON.parse(line).entry.id)]
}

beforeEach(() => localStorage.clear())

it('keeps each purpose with its newest receipt, and what the log answered', () => {
  startPurpose('newsletter', one)
  keep(one, 'newsletter')
  startPurpose('letters', other)
  keep(other, 'letters')
  keep(other, 'letters')
  expect(kept()).toEqual([{ newsletter: one, letters: other }, [other, one]])
  startPurpose('newsletter', other)
  expect(kept()[0]).toEqual({ newsletter: other, letters: other })
})

it('forgets a purpose that is taken back, and that one alone, and leaves nothing behind with the last', () => {
  startPurpose('newsletter', one)
  keep(one, 'newsletter')
  startPurpose('letters', other)
  keep(other, 'letters')
  endPurpose('newsletter', false)
  expect(kept()).toEqual([{ letters: other }, [other]])
  endPurpose('letters', false)
  expect(localStorage).toHaveLength(0)
})

it('keeps no receipt of a purpose that was taken back meanwhile, unless the visitor wants them to stay', () => {
  keep(one, 'newsletter')
  expect(kept()).toEqual([{}, []])
  startPurpose('newsletter', one)
  keep(one, 'newsletter')
  endPurpose('newsletter', true)
  keep(other, 'newsletter', true)
  expect(kept()).toEqual([{}, [other, one]])
  dropEnded()
  expect(localStorage).toHaveLength(0)
})

it('keeps twenty receipts', () => {
  startPurpose('newsletter', one)
  for (let count = 10; count < 32; count++) keep(one.replace('11111111', `111111${count}`), 'newsletter')
  expect(readPurposes().receipts).toHaveLength(20)
})

it('passes over what others have written there', () => {
  localStorage.setItem('kakburkPurposes', `x\n__proto__ ${one}\nnewsletter ${one}\nnewsletter\n[1]`)
  expect(kept()).toEqual([{ newsletter: one }, []])
})
