import type { Entry, OptionalCategory, PersonalHalf } from '@kakburk/shared'
import type { PublishedPolicy } from '../sites/contract.ts'
import type { ExportedEntry, PolicyOf } from './contract.ts'
import { isAboutPurpose } from './csv.ts'
import { entryAddress, hashAddress, policyAddress, purposePart, purposes, recordSchema, visitorAddress } from './dpv.ts'

/**
 * An entry as a consent record of the Data Privacy Vocabulary, in the structure of ISO/IEC TS 27560; undefined for an entry that
 * is no decision. It is a view: what is proved is the entry, which `dct:source` names by its leaf hash.
 */
export const makeConsentRecord = ({ index, text, leafHash, half: halfText }: ExportedEntry, policyOf: PolicyOf) => {
  const entry = JSON.parse(text) as Entry
  if (entry.type !== 'consent' && entry.type !== 'withdrawal') return
  const published = policyOf(entry.policy)
  const half = halfText === undefined ? undefined : (JSON.parse(halfText) as PersonalHalf)
  return {
    '@id': entryAddress(entry.id),
    '@type': 'dpv:ConsentRecord',
    'dct:identifier': entry.id,
    'dct:conformsTo': recordSchema,
    'dct:created': entry.at,
    ...(entry.previous !== null && { 'dct:replaces': entryAddress(entry.previous) }),
    'dct:source': { '@id': hashAddress(Buffer.from(leafHash, 'hex').toString('base64url')), 'dct:identifier': `${entry.site}/${index}` },
    ...(half ? { 'dct:language': half.language } : { 'skos:note': 'What is personal about this record was erased.' }),
    'dpv:hasDataSubject': makeDataSubject(half),
    'dpv:hasDataController': policyAddress(entry.policy, 'controller'),
    'dpv:hasNotice': policyAddress(entry.policy),
    ...(half?.text !== undefined && { 'dct:description': { [half.language]: half.text } }),
    'dpv:hasProcess': Object.entries(entry.grants).map(([name, isGranted]) => ({
      '@type': 'dpv:Process',
      'dpv:hasPurpose': isAboutPurpose(entry.action) ? 'dpv:Purpose' : purposeOf(name, published),
      'dpv:hasProcess': policyAddress(entry.policy, isAboutPurpose(entry.action) ? purposePart(name) : name),
      'dpv:hasConsentStatus': makeStatus(entry, isGranted, published),
    })),
  }
}

/** Whoever decided: nobody that could be known, for a first no, for what was shown once and once it is erased. */
const makeDataSubject = (half: PersonalHalf | undefined) => ({
  ...(half?.visitor !== undefined && { '@id': visitorAddress(half.visitor) }),
  '@type': 'dpv:DataSubject',
  ...(half?.visitor !== undefined && { 'dct:identifier': half.visitor }),
  ...(half?.country !== undefined && { 'dpv:hasLocation': `loc:${half.country}` }),
})

const makeStatus = (entry: Entry, isGranted: boolean, published: PublishedPolicy | undefined) => ({
  '@type': isGranted
    ? ['dpv:ConsentGiven', 'dpv:ExpressedConsent']
    : entry.type === 'withdrawal'
      ? 'dpv:ConsentWithdrawn'
      : 'dpv:ConsentRefused',
  'dpv:isIndicatedAtTime': entry.at,
  'dpv:isIndicatedBy': 'dpv:DataSubject',
  'dpv:hasIndicationMethod': entry.action,
  ...makeDuration(entry, published),
})

/** A no about cookies is remembered as long as a yes. */
const makeDuration = ({ action }: Entry, published: PublishedPolicy | undefined) => {
  if (action === 'once') return { 'dpv:hasDuration': { '@type': 'dpv:FixedOccurrencesDuration', 'rdf:value': '1' } }
  // A box is not asked about again: what it says yes to lasts until it is taken back.
  if (isAboutPurpose(action)) return { 'dpv:hasDuration': { '@type': 'dpv:UntilEventDuration', 'rdf:value': 'the consent is withdrawn' } }
  if (published) return { 'dpv:hasDuration': { '@type': 'dpv:TemporalDuration', 'rdf:value': `P${published.policy.lifetimeDays}D` } }
}

/** A service that was granted on its own is for what its category is for. */
const purposeOf = (name: string, published: PublishedPolicy | undefined): string => {
  const category = published?.policy.services.find(({ id }) => id === name)?.category ?? name
  return purposes[category as OptionalCategory] ?? 'dpv:Purpose'
}
