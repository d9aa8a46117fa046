import { describe, expect, it } from 'vitest'
import { makeMine } from '../compile/screen.ts'
import { aPolicy, aService } from '../compile/testing.ts'
import { texts } from '../text/index.ts'
import { type OwnReceipt, showMine } from './showMine.ts'

const aReceipt = (differing: Partial<OwnReceipt> = {}): OwnReceipt => ({
  id: 'id',
  at: '2026-11-20T12:00:00.000Z',
  action: 'choose',
  grants: { analytics: true, marketing: false, adverts: true },
  text: undefined,
  banner: 'https://consent.example/p/sha256-p',
  link: 'https://consent.example/r/shop/id/secret',
  file: 'the file',
  ...differing,
})

const show = (list: OwnReceipt[], stays = false, standing = new Map<string, string>()) => {
  const place = document.createElement('div')
  document.body.replaceChildren(place)
  const wishes: boolean[] = []
  const takenBack: string[] = []
  const policy = aPolicy({
    services: [aService('adverts', 'marketing')],
    purposes: [{ id: 'adverts', name: { sv: 'Nyhetsbrevet' } }, { id: 'letters' }],
  })
  showMine(place, makeMine(policy, texts.sv, 'sv'), {
    list,
    standing,
    takeBack: (purpose) => takenBack.push(purpose),
    stays,
    keep: (wish) => wishes.push(wish),
  })
  const links = [...place.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '')
  return { place, wishes, takenBack, links, rows: [...place.querySelectorAll('.service')].map(({ textContent }) => textContent) }
}

it('says when and what was answered, and leads to its page and to what was asked', () => {
  const { rows, links, place } = show([aReceipt(), aReceipt({ action: 'withdraw', link: undefined })])
  expect(rows[0]).toMatch(/^20 november 2026 .*Du valde själv: Statistik, .+Spara kvittot Kvittots sida Frågan du fick$/)
  expect(rows[1]).toMatch(/Du tog tillbaka ditt samtyckeSpara kvittot Frågan du fick$/)
  expect(links.slice(1)).toEqual([aReceipt().link, aReceipt().banner, expect.stringMatching(/^blob:/), aReceipt().banner])
  for (const link of place.querySelectorAll('[target]')) expect(link.getAttribute('rel')).toBe('noreferrer')
})

it('gives each receipt as a file', () => {
  expect(show([aReceipt()]).place.querySelector('[data-kakburk=receipt]')?.getAttribute('download')).toBe('kakburk-id.json')
})

it('says that there are none, and why', () => {
  const { place } = show([])
  expect(place.textContent).toMatch(/^Här finns inga kvitton/)
  expect(place.querySelector('input')).toBeNull()
})

it.each([true, false])('asks whether they shall stay after a withdrawal, and shows the answer: %s', (stays) => {
  const { place, wishes } = show([aReceipt()], stays)
  const box = place.querySelector('input') as HTMLInputElement
  expect(box.checked).toBe(stays)
  box.click()
  expect(wishes).toEqual([!stays])
})

describe('a purpose beside cookies', () => {
  const granted = aReceipt({ id: 'a', action: 'grant-purpose', grants: { adverts: true }, text: 'Ja, skriv till mig' })

  it('is called by its own name and the text beside its box, whatever service is called the same', () => {
    const { rows, links } = show([granted])
    expect(rows[0]).toMatch(/Du sa ja i ett formulär: NyhetsbrevetJa, skriv till migSpara kvittot Kvittots sida$/)
    expect(links).toHaveLength(2)
  })

  it('is taken back by one click while it stands, and says so where the button was', () => {
    const { place, takenBack } = show([granted, { ...granted, id: 'b' }], false, new Map([['adverts', 'a']]))
    const [button, ...others] = place.querySelectorAll('button')
    expect([button?.textContent, others]).toEqual(['Ta tillbaka: Nyhetsbrevet', []])
    button?.click()
    expect(takenBack).toEqual(['adverts'])
    expect(place.querySelector('button')).toBeNull()
    expect(document.activeElement?.textContent).toBe('Du tog tillbaka ett ja som du gett i ett formulär: Nyhetsbrevet')
  })

  it('can be taken back before its receipt has come from the log', () => {
    const { rows, place, takenBack } = show([], false, new Map([['letters', 'c']]))
    expect(rows).toEqual(['Du sa ja i ett formulär: lettersTa tillbaka: letters'])
    place.querySelector('button')?.click()
    expect(takenBack).toEqual(['letters'])
  })

  it.each([
    ['refuse-purpose', 'Du sa nej i ett formulär: Nyhetsbrevet'],
    ['withdraw-purpose', 'Du tog tillbaka ett ja som du gett i ett formulär: Nyhetsbrevet'],
  ] as const)('names what a no was about: %s', (action, expected) => {
    expect(show([aReceipt({ action, grants: { adverts: false } })]).rows[0]).toContain(expected)
  })
})
