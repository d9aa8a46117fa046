import type { Policy } from '@kakburk/shared'
import { describe, expect, it } from 'vitest'
import type { Draft } from '../log/contract.ts'
import { makeLoggedEntry } from '../log/entry.ts'
import { aDraft, half } from '../testing/draft.ts'
import { aPolicy, policyId } from '../testing/shop.ts'
import { makeConsentNotice } from './consent-notice.ts'
import { makeConsentRecord } from './consent-record.ts'
import { policyAddress } from './dpv.ts'
import { makeExported } from './log-printer.ts'

const publish = (policy: Policy) => ({ policy, name: policyId, version: 3, publishedAt: '2026-11-01T00:00:00.000Z' })
const policy = publish(aPolicy())
const policyOf = (name: string) => (name === policyId ? policy : undefined)
const place = { index: 7, at: '2026-11-20T12:00:00.500Z', salt: new Uint8Array(32) }

const logged = (entry: Partial<Draft['entry']> = {}, personal: Draft['half'] = half) =>
  makeLoggedEntry(aDraft({ policy: policyId, ...entry }, personal), place)

const recordOf = (...given: Parameters<typeof logged>) => makeConsentRecord(makeExported(logged(...given)), policyOf)

/** What each category or service was decided to be, by its purpose. */
const decided = (...given: Parameters<typeof logged>) =>
  recordOf(...given)?.['dpv:hasProcess'].map((process) => [
    process['dpv:hasPurpose'],
    process['dpv:hasProcess'].split('#')[1],
    [process['dpv:hasConsentStatus']['@type']].flat()[0],
  ])

describe('a consent record', () => {
  it('has the fields of ISO/IEC TS 27560 that a log has', () => {
    const entry = logged({ id: '1b4e28ba-2fa1-41d2-883f-0016d3cca427' }, { ...half, country: 'SE' })
    expect(makeConsentRecord(makeExported(entry), policyOf)).toMatchObject({
      '@id': 'urn:uuid:1b4e28ba-2fa1-41d2-883f-0016d3cca427',
      '@type': 'dpv:ConsentRecord',
      'dct:identifier': '1b4e28ba-2fa1-41d2-883f-0016d3cca427',
      'dct:conformsTo': 'https://w3id.org/dpv/schema/dpv-27560#record',
      'dct:created': '2026-11-20T12:00:00.500Z',
      'dct:source': { '@id': `ni:///sha-256;${Buffer.from(entry.leafHash).toString('base64url')}`, 'dct:identifier': 'window-shop/7' },
      'dct:language': 'sv',
      'dpv:hasDataSubject': {
        '@id': 'urn:ietf:params:oauth:jwk-thumbprint:sha-256:v',
        '@type': 'dpv:DataSubject',
        'dct:identifier': 'v',
        'dpv:hasLocation': 'loc:SE',
      },
      'dpv:hasDataController': policyAddress(policyId, 'controller'),
      'dpv:hasNotice': policyAddress(policyId),
    })
  })

  it.each<[string, Partial<Draft['entry']>, unknown]>([
    [
      'a yes to one and a no to another',
      { action: 'choose', grants: { analytics: true, marketing: false } },
      [
        ['dpv:ServiceUsageAnalytics', 'analytics', 'dpv:ConsentGiven'],
        ['dpv:Marketing', 'marketing', 'dpv:ConsentRefused'],
      ],
    ],
    [
      'a service on its own',
      { action: 'choose', grants: { marketing: false, youtube: true } },
      [
        ['dpv:Marketing', 'marketing', 'dpv:ConsentRefused'],
        ['dpv:Marketing', 'youtube', 'dpv:ConsentGiven'],
      ],
    ],
    [
      'a withdrawal',
      { type: 'withdrawal', action: 'withdraw', grants: { analytics: false } },
      [['dpv:ServiceUsageAnalytics', 'analytics', 'dpv:ConsentWithdrawn']],
    ],
    ['preferences', { grants: { preferences: true } }, [['dpv:ServicePersonalisation', 'preferences', 'dpv:ConsentGiven']]],
    ['what no policy knows', { grants: { unheard: true } }, [['dpv:Purpose', 'unheard', 'dpv:ConsentGiven']]],
  ])('says for what consent was given, refused or withdrawn: %s', (_, entry, expected) => {
    expect(decided(entry)).toEqual(expected)
  })

  it('says when, by whom, how and for how long', () => {
    expect(recordOf({ grants: { analytics: true } })?.['dpv:hasProcess'][0]?.['dpv:hasConsentStatus']).toEqual({
      '@type': ['dpv:ConsentGiven', 'dpv:ExpressedConsent'],
      'dpv:isIndicatedAtTime': '2026-11-20T12:00:00.500Z',
      'dpv:isIndicatedBy': 'dpv:DataSubject',
      'dpv:hasIndicationMethod': 'accept-all',
      'dpv:hasDuration': { '@type': 'dpv:TemporalDuration', 'rdf:value': 'P182D' },
    })
  })

  it('of what was shown once holds once', () => {
    expect(recordOf({ action: 'once', grants: { youtube: true } })?.['dpv:hasProcess'][0]?.['dpv:hasConsentStatus']).toMatchObject({
      'dpv:hasDuration': { '@type': 'dpv:FixedOccurrencesDuration', 'rdf:value': '1' },
    })
  })

  it('of a purpose names it and the words that were shown, and holds until it is withdrawn', () => {
    const record = recordOf({ action: 'grant-purpose', grants: { youtube: true } }, { ...half, text: 'Ja tack' })
    expect(record).toMatchObject({
      'dct:description': { sv: 'Ja tack' },
      'dpv:hasProcess': [
        {
          'dpv:hasPurpose': 'dpv:Purpose',
          'dpv:hasProcess': policyAddress(policyId, 'purpose/youtube'),
          'dpv:hasConsentStatus': { 'dpv:hasDuration': { '@type': 'dpv:UntilEventDuration' } },
        },
      ],
    })
    expect(decided({ action: 'withdraw-purpose', type: 'withdrawal', grants: { youtube: false } })).toEqual([
      ['dpv:Purpose', 'purpose/youtube', 'dpv:ConsentWithdrawn'],
    ])
  })

  it('names the one that it follows', () => {
    const previous = '1b4e28ba-2fa1-41d2-883f-0016d3cca427'
    expect(recordOf({ previous })).toMatchObject({ 'dct:replaces': `urn:uuid:${previous}` })
    expect(recordOf()).not.toHaveProperty('dct:replaces')
  })

  it('of a first no names nobody', () => {
    const { visitor: _, ...unknown } = half
    expect(recordOf({}, unknown)?.['dpv:hasDataSubject']).toEqual({ '@type': 'dpv:DataSubject' })
  })

  it('of an erased entry names nobody and says so', () => {
    const record = makeConsentRecord(makeExported({ ...logged(), personal: null }), policyOf)
    expect(record?.['dpv:hasDataSubject']).toEqual({ '@type': 'dpv:DataSubject' })
    expect(record).toMatchObject({ 'skos:note': expect.stringContaining('erased') })
    expect(recordOf()).not.toHaveProperty('skos:note')
  })

  it('there is none of a policy and of an erasure', () => {
    expect(recordOf({ type: 'policy', action: 'publish-policy', grants: {} }, null)).toBeUndefined()
    expect(recordOf({ type: 'erasure', action: 'erase', grants: {}, erased: [1] }, null)).toBeUndefined()
  })
})

describe('a consent notice', () => {
  const notice = makeConsentNotice(policy)

  it('says who asks, in which languages and in which version of the policy', () => {
    expect(notice).toMatchObject({
      '@id': `ni:///sha-256;${policyId.slice(7)}`,
      '@type': 'dpv:ConsentNotice',
      'dct:identifier': policyId,
      'dcat:version': '3',
      'dct:issued': '2026-11-01T00:00:00.000Z',
      'dct:language': ['sv', 'en'],
      'dpv:hasDataController': { '@id': policyAddress(policyId, 'controller'), 'dpv:hasName': 'Fönsterbutiken AB' },
    })
  })

  it('has a process for each category that is asked about, and in it one for each service', () => {
    const processes = notice['dpv:hasProcess'].map((process) => [
      process['dct:identifier'],
      process['dpv:hasProcess'].map((service) => service['dct:identifier']),
    ])
    expect(processes).toEqual([
      ['analytics', ['google-analytics']],
      ['marketing', ['facebook-pixel', 'youtube']],
    ])
  })

  it('has a process for each purpose beside cookies', () => {
    const purpose = { id: 'newsletter', name: 'The newsletter', purpose: { en: 'News' } }
    expect(makeConsentNotice(publish({ ...aPolicy(), purposes: [purpose] }))['dpv:hasProcess'].at(-1)).toEqual({
      '@id': policyAddress(policyId, 'purpose/newsletter'),
      '@type': 'dpv:Process',
      'dct:identifier': 'newsletter',
      'dct:title': 'The newsletter',
      'dpv:hasPurpose': { '@type': 'dpv:Purpose', 'dct:description': { en: 'News' } },
      'dpv:hasLegalBasis': 'dpv:ExpressedConsent',
      'dpv:hasProcess': [],
    })
  })

  it('says what a service is for, what it stores and for how long, and who receives it where', () => {
    const [analytics] = notice['dpv:hasProcess'][0]?.['dpv:hasProcess'] ?? []
    expect(analytics).toMatchObject({
      'dpv:hasPurpose': {
        'skos:broader': 'dpv:ServiceUsageAnalytics',
        'dct:description': { sv: expect.any(String), en: expect.any(String) },
      },
      'dpv:hasRecipient': { 'dpv:hasName': 'Google Ireland Limited', 'dpv:hasLocation': 'loc:US' },
    })
    expect(analytics?.['dpv:hasStorageCondition']).toContainEqual({
      '@type': 'dpv:StorageDuration',
      'dpv:hasLocation': { '@type': 'tech:Cookie', 'dct:identifier': '_ga' },
      'dpv:hasDuration': { '@type': 'dpv:TemporalDuration', 'rdf:value': 'P2Y' },
    })
  })

  it('names the shop itself where the shop receives it, and an event where a lifetime is none', () => {
    const own = { use: 'shop-cart', id: 'wishes', category: 'preferences' }
    const [preferences] = makeConsentNotice(publish(aPolicy({ services: [own] })))['dpv:hasProcess']
    expect(preferences?.['dpv:hasProcess'][0]).toMatchObject({ 'dpv:hasRecipient': { '@id': policyAddress(policyId, 'controller') } })
    expect(JSON.stringify(preferences)).toContain('"dpv:UntilEventDuration","rdf:value":"the browser closes"')
  })
})
