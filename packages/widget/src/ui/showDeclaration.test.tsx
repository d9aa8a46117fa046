import { beforeEach, describe, expect, it } from 'vitest'
import { makeDeclaration } from '../compile/declaration.ts'
import { declarationTree } from '../compile/declarationTree.ts'
import { aPolicy } from '../compile/testing.ts'
import { texts } from '../text/index.ts'
import { showDeclaration } from './showDeclaration.ts'

const tree = declarationTree(makeDeclaration(aPolicy(), 'sha256-x', 'sv'), texts.sv)

const place = (html = '') => {
  const element = document.createElement('div')
  element.setAttribute('data-kakburk-declaration', '')
  element.innerHTML = html
  document.body.append(element)
  return element
}

beforeEach(() => document.body.replaceChildren())

describe('a place for the declaration', () => {
  it('gets the whole table instead of what stood in it', () => {
    const element = place('<a href="/declaration.html">Kakor</a>')
    showDeclaration(element, tree)
    expect(element.children).toHaveLength(1)
    expect([...element.querySelectorAll('[data-category]')].map((table) => (table as HTMLElement).dataset.category)).toEqual([
      'necessary',
      'preferences',
      'analytics',
      'marketing',
    ])
    expect(element.querySelectorAll('a')).toHaveLength(0)
  })
  it('is drawn once, and again in another place', () => {
    const [one, other] = [place(), place()]
    showDeclaration(one, tree)
    const { firstChild } = one
    showDeclaration(one, tree)
    showDeclaration(other, tree)
    expect(one.firstChild === firstChild).toBe(true)
    expect(other.children).toHaveLength(1)
  })
  it('tells a reader of each cell what it is, and to which row and column it belongs', () => {
    const element = place()
    showDeclaration(element, tree)
    for (const row of element.querySelectorAll('tbody tr')) {
      expect(row.querySelectorAll('th')).toHaveLength(1)
      expect(['row', 'rowgroup']).toContain(row.querySelector('th')?.getAttribute('scope'))
    }
    for (const cell of element.querySelectorAll('td')) expect(cell.getAttribute('data-label')).toMatch(/: $/)
    for (const part of element.querySelectorAll('table,thead,tbody,tr,th,td')) expect(part.getAttribute('role')).toBeTruthy()
    expect(element.firstElementChild?.getAttribute('aria-label')).toBe(texts.sv.declaration)
  })
  it('adds one sheet to the page and no style to an element, which a strict policy would refuse', () => {
    const before = document.adoptedStyleSheets.length
    for (const element of [place(), place()]) showDeclaration(element, tree)
    expect(document.adoptedStyleSheets.length - before).toBeLessThanOrEqual(1)
    expect(document.querySelectorAll('[style],style')).toHaveLength(0)
  })
})
