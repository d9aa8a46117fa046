import { describe, expect, it } from 'vitest'
import { makeLoggedEntry } from '../log/entry.ts'
import { makeDraft } from '../receipts/draft.ts'
import { createVisitor, everything, nothing } from '../testing/visitor.ts'
import type { ExportedEntry } from './contract.ts'
import { columns, disarmRow, header, makeRow, printRow } from './csv.ts'
import { makeExported } from './log-printer.ts'

const visitor = createVisitor()
const id = '1b4e28ba-2fa1-41d2-883f-0016d3cca427'
const place = { index: 7, at: '2026-11-20T12:00:00.500Z', salt: new Uint8Array(32) }

const logged = (differing: Parameters<typeof visitor.signed>[0] = {}) =>
  makeLoggedEntry(makeDraft(visitor.signed({ id, ...differing }), { browser: 'Samsung Internet', country: 'SE' }), place)

const exported = (differing?: Parameters<typeof visitor.signed>[0]): ExportedEntry => makeExported(logged(differing))

const version = (number: number) => () => number

/** A row with one field that matters. */
const withPage = (page: string) => makeRow(exported({ page }), version(1))

const fieldsOf = (line: string) => line.slice(0, -2).split(',')

describe('a row', () => {
  it('has all that an auditor expects, in this order', () => {
    const entry = logged()
    expect(header).toBe(
      'index,id,type,server_time,browser_time,site,visitor,action,preferences,analytics,marketing,services,purposes,text,policy,' +
        'policy_version,language,country,page,browser,previous,commitment,commitment_state,signature,leaf_hash\r\n',
    )
    expect(fieldsOf(printRow(makeRow({ ...makeExported(entry), check: 'valid' }, version(2))))).toEqual([
      '7',
      id,
      'consent',
      '2026-11-20T12:00:00.500Z',
      '2026-11-20T12:00:00.000Z',
      'window-shop',
      entry.personal?.half.visitor,
      'accept-all',
      '',
      'yes',
      'yes',
      '',
      '',
      '',
      entry.entry.policy,
      '2',
      'sv',
      'SE',
      '/kassa',
      'Samsung Internet',
      '',
      entry.entry.commitment,
      'kept',
      'valid',
      Buffer.from(entry.leafHash).toString('hex'),
    ])
  })

  it('says of a purpose what was said by which words, and nothing of cookies, whatever a service is called', () => {
    const { preferences, analytics, marketing, services, purposes, text } = makeRow(
      exported({ action: 'grant-purpose', grants: { youtube: true }, text: '=Ja' }),
      version(1),
    )
    expect([preferences, analytics, marketing, services, purposes, text]).toEqual(['', '', '', '', 'youtube=yes', '=Ja'])
    const no = exported({ action: 'refuse-purpose', grants: { youtube: false }, text: '=Ja' })
    expect(makeRow(no, version(1)).purposes).toBe('youtube=no')
    expect(disarmRow(makeRow(no, version(1))).text).toBe("'=Ja")
    expect(makeRow({ ...no, half: undefined, salt: undefined }, version(1)).text).toBe('')
  })

  it('tells yes, no and not asked apart, and names what was granted on its own', () => {
    const grants = { ...nothing, youtube: true, 'google-ads': true }
    const row = makeRow(exported({ grants, action: 'choose' }), version(1))
    expect([row.preferences, row.analytics, row.marketing, row.services]).toEqual(['', 'no', 'no', 'google-ads youtube'])
  })

  it('says what a withdrawal follows', () => {
    const row = makeRow(exported({ action: 'withdraw', grants: nothing, previous: id }), version(1))
    expect([row.type, row.action, row.previous]).toEqual(['withdrawal', 'withdraw', id])
  })

  it('of a first no has no visitor', () => {
    expect(makeRow(exported({ action: 'reject-all', grants: nothing }), version(1)).visitor).toBe('')
  })

  it('of what was shown once has no visitor and no answer on a category', () => {
    const row = makeRow(exported({ action: 'once', grants: { youtube: true } }), version(1))
    expect(row).toMatchObject({ type: 'consent', action: 'once', visitor: '', previous: '', services: 'youtube' })
    expect([row.preferences, row.analytics, row.marketing]).toEqual(['', '', ''])
  })

  it('of an entry that was erased says so where a value was', () => {
    const entry = logged()
    const row = makeRow(makeExported({ ...entry, personal: null }), version(1))
    expect([row.visitor, row.browser_time, row.language, row.country, row.page, row.browser]).toEqual(['', '', '', '', '', ''])
    expect([row.commitment, row.commitment_state]).toEqual([entry.entry.commitment, 'erased'])
    expect(row.leaf_hash).toBe(Buffer.from(entry.leafHash).toString('hex'))
  })

  it('of a policy has neither answers nor a commitment', () => {
    const entry = { type: 'policy', id, site: 'window-shop', action: 'publish-policy', grants: {}, policy: 'p', previous: null } as const
    const row = makeRow(makeExported(makeLoggedEntry({ entry, half: null }, place)), version(1))
    expect([row.analytics, row.services, row.commitment, row.commitment_state]).toEqual(['', '', '', 'none'])
  })
})

describe('a line', () => {
  it.each([
    ['as it is', '/kassa', '/kassa'],
    ['with a comma', '/a,b', '"/a,b"'],
    ['with quotes', '/"a"', '"/""a"""'],
    ['with letters beyond ASCII', '/fönster/窓', '/fönster/窓'],
    ['with a line feed', '/a\nb', '"/a\nb"'],
    ['with a carriage return', '/a\rb', '"/a\rb"'],
  ])('quotes a field where it must: %s', (_, page, field) => {
    expect(printRow(withPage(page))).toContain(`,${field},`)
  })

  it('ends with CRLF, once', () => {
    expect(printRow(withPage('/kassa'))).toMatch(/[^\r\n]\r\n$/)
  })
})

describe('a row for spreadsheets', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', "=cmd|' /C calc'!A0"])('makes %j a text', (field) => {
    expect(disarmRow(withPage(field)).page).toBe(`'${field}`)
  })

  it.each([
    ['/a;=1+1', "/a;'=1+1"],
    ['/;;@SUM(A1);+1', "/;;'@SUM(A1);'+1"],
    ['news; "=1+1', 'news; "\'=1+1'],
    ['＝1+1', "'＝1+1"],
  ])('makes %j the text %j, also where a semicolon begins a field', (field, text) => {
    expect(disarmRow(withPage(field)).page).toBe(text)
  })

  it.each(['/kassa', '/=1', "'=1", '', ' =1', '/a;b=1'])('leaves %j as it is', (field) => {
    expect(disarmRow(withPage(field)).page).toBe(field)
  })

  it('disarms every column', () => {
    const row = Object.fromEntries(columns.map((column) => [column, '=1'])) as ReturnType<typeof makeRow>
    expect(new Set(Object.values(disarmRow(row)))).toEqual(new Set(["'=1"]))
  })

  it('is another one: the plain row stays exact', () => {
    const row = withPage('=1')
    disarmRow(row)
    expect(row.page).toBe('=1')
    expect(makeRow(exported({ grants: everything }), version(1)).page).toBe('/kassa')
  })
})
