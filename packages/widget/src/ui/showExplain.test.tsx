import { afterEach, describe, expect, it, vi } from 'vitest'
import { adviceFor, showExplain } from './showExplain.ts'

type Explained = ReturnType<Parameters<typeof showExplain>[0]>[number]

const script: Explained = { kind: 'script', address: 'https://tag.example/a.js', name: 'counter', rule: 'tag.example', held: true }
const image: Explained = { kind: 'img', address: '/logo.png', held: false }

let close = () => {}
afterEach(() => {
  close()
  vi.useRealTimers()
})

/** The panel over a list that a test may change. */
const showPanel = (...list: Explained[]) => {
  vi.useFakeTimers()
  close = showExplain(() => list)
  const root = () => document.querySelector('#kakburk-explain')?.shadowRoot as ShadowRoot
  const find = <E extends HTMLElement>(selector: string) => root().querySelector(selector) as E
  return {
    list,
    find,
    rows: () => [...root().querySelectorAll('tbody tr')].map((row) => [...row.children].slice(0, 3).map(({ textContent }) => textContent)),
    enter(selector: string, value: string | boolean) {
      Object.assign(find(selector), typeof value === 'string' ? { value } : { checked: value })
      find(selector).dispatchEvent(new Event('input', { bubbles: true }))
    },
    wait: () => vi.advanceTimersByTime(1000),
  }
}
const held = ['Held', 'script', 'https://tag.example/a.js']
const free = ['Let go', 'img', '/logo.png']

describe('the owner’s panel', () => {
  it('lists what is held and let go, and counts both', () => {
    const { rows, find } = showPanel(script, image)
    expect(rows()).toEqual([held, free])
    expect(find('[role=status]').textContent).toBe('1 held, 1 let go, 2 shown')
  })
  it('follows the page, and draws nothing anew as long as nothing is new', () => {
    const { list, rows, find, wait } = showPanel(image)
    const row = find('tbody tr')
    wait()
    expect(find('tbody tr')).toBe(row)
    list.push(script)
    wait()
    expect(rows()).toEqual([free, held])
    list[1] = { ...script, held: false }
    wait()
    expect(rows()[1]?.[0]).toBe('Let go')
  })
  it('can be filtered by anything that stands in a line', () => {
    const { rows, enter } = showPanel(script, image)
    enter('[type=search]', 'TAG.ex')
    expect(rows()).toEqual([held])
    enter('[type=search]', 'in no rule')
    expect(rows()).toEqual([free])
    enter('[type=search]', '')
    enter('[type=checkbox]', true)
    expect(rows()).toEqual([held])
  })
  it('says so when the last line goes', () => {
    const { rows, enter, find } = showPanel(image)
    enter('[type=checkbox]', true)
    expect(rows()).toEqual([])
    expect(find('[role=status]').textContent).toBe('0 held, 1 let go, 0 shown')
  })
  it('is closed for good by its button', () => {
    const { find, wait } = showPanel(image)
    find('button').click()
    wait()
    expect(document.querySelector('#kakburk-explain')).toBeNull()
  })
  it('is a named region with named parts, and a list that the keyboard can scroll', () => {
    const { find } = showPanel(image)
    expect(find(`#${find('section').getAttribute('aria-labelledby')}`).textContent).toContain('Kakburk')
    expect(find('input[type=search]').closest('label')?.textContent).toContain('Filter')
    expect(find('input[type=checkbox]').closest('label')?.textContent).toContain('Held only')
    expect(find('div').tabIndex).toBe(0)
    expect([...find('thead tr').children].every((cell) => cell.getAttribute('scope') === 'col')).toBe(true)
  })
  it('never takes an address for markup, and puts no style on an element', () => {
    const { find, rows } = showPanel({ ...image, address: '<img src=x onerror=alert(1)>' })
    expect(rows()[0]?.[2]).toBe('<img src=x onerror=alert(1)>')
    expect(find('img,[style],style')).toBeNull()
  })
})

describe('what to do', () => {
  const verdict = (name: string | undefined, rule: string | undefined, held: boolean): Explained => ({
    kind: 'script',
    address: 'https://tag.example/',
    held,
    ...(name !== undefined && { name }),
    ...(rule !== undefined && { rule }),
  })
  it.each([
    ['nobody claims', verdict(undefined, undefined, false), 'declare a service'],
    ['the owner marked', verdict('analytcis', 'data-consent', true), 'the policy knows no "analytcis"'],
    ['the owner marked and is granted', verdict('analytics', 'data-consent', false), 'granted'],
    ['is an unknown third party', verdict('*', 'unknown third party', true), 'essentialHosts'],
    ['is necessary', verdict('necessary', 'pay.example', false), 'Necessary'],
    ['is a known tracker', verdict('marketing', 'tag.example', true), 'Declare it as a service'],
    ['is declared', verdict('counter', 'tag.example', true), 'Change its category'],
    ['is declared and granted', verdict('counter', 'tag.example', false), 'granted'],
    ['is a declared cookie', verdict(undefined, 'declared name', true), 'declares this name'],
  ])('is said of what %s', (_, one, advice) => {
    expect(adviceFor(one)).toContain(advice)
  })
})
