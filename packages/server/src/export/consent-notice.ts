import type { Cookie, Policy, Purpose, Service, StorageKey } from '@kakburk/shared'
import { optionalCategories } from '@kakburk/shared/category'
import type { PublishedPolicy } from '../sites/contract.ts'
import { policyAddress, purposePart, purposes } from './dpv.ts'

/**
 * A published policy as a consent notice of the Data Privacy Vocabulary: who asks, in which languages, and for what, a process
 * for each category and in it one for each service. What is necessary needs no consent and is not in it.
 */
export const makeConsentNotice = ({ policy, name, version, publishedAt }: PublishedPolicy) => ({
  '@id': policyAddress(name),
  '@type': 'dpv:ConsentNotice',
  'dct:identifier': name,
  'dcat:version': String(version),
  'dct:issued': publishedAt,
  'dct:language': policy.languages,
  'dpv:hasDataController': makeController(policy, name),
  'dpv:hasProcess': [
    ...makeCategoryProcesses(policy, name),
    ...(policy.purposes ?? []).map((purpose) => makePurposeProcess(purpose, name)),
  ],
  // The preferences open on every page of the shop; the privacy page tells of all other rights.
  'dpv:hasConsentControl': { '@type': ['dpv:ProvideConsent', 'dpv:WithdrawConsent'], 'dpv:isExercisedAt': policy.origins },
  'dpv:hasRight': { '@type': 'dpv:DataSubjectRight', 'dpv:isExercisedAt': policy.controller.privacyPage },
})

const makeCategoryProcesses = (policy: Policy, name: string) =>
  optionalCategories
    .map((category) => ({ category, services: policy.services.filter((service) => service.category === category) }))
    .filter(({ services }) => services.length > 0)
    .map(({ category, services }) => ({
      '@id': policyAddress(name, category),
      '@type': 'dpv:Process',
      'dct:identifier': category,
      'dpv:hasPurpose': purposes[category],
      'dpv:hasLegalBasis': 'dpv:ExpressedConsent',
      'dpv:hasProcess': services.map((service) => makeServiceProcess(service, purposes[category], name)),
    }))

/** What a box is for. Its words stand in each record: they are the shop's page's, not the policy's. */
const makePurposeProcess = ({ id, name, purpose }: Purpose, policy: string) => ({
  '@id': policyAddress(policy, purposePart(id)),
  '@type': 'dpv:Process',
  'dct:identifier': id,
  ...(name !== undefined && { 'dct:title': name }),
  'dpv:hasPurpose': { '@type': 'dpv:Purpose', ...(purpose !== undefined && { 'dct:description': purpose }) },
  'dpv:hasLegalBasis': 'dpv:ExpressedConsent',
  'dpv:hasProcess': [],
})

const makeController = ({ site, controller }: Policy, name: string) => ({
  '@id': policyAddress(name, 'controller'),
  '@type': 'dpv:DataController',
  'dpv:hasIdentifier': site,
  'dpv:hasName': controller.name,
  'dpv:hasContact': controller.contact,
  'schema:url': controller.privacyPage,
})

/** A policy says what is stored under which name and for how long, and not what the vendor makes of it. */
const makeServiceProcess = (service: Service, broader: string, policy: string) => ({
  '@id': policyAddress(policy, service.id),
  '@type': 'dpv:Process',
  'dct:identifier': service.id,
  'dct:title': service.name,
  'dpv:hasPurpose': { '@type': 'dpv:Purpose', 'skos:broader': broader, 'dct:description': service.purpose },
  'dpv:hasPersonalData': { '@type': 'dpv:PersonalData' },
  'dpv:hasStorageCondition': [...service.cookies.map(makeCookieCondition), ...service.storage.map(makeStorageCondition)],
  'dpv:hasRecipient': makeRecipient(service, policy),
})

const makeRecipient = ({ controller, country }: Service, policy: string) =>
  controller === 'shop'
    ? { '@id': policyAddress(policy, 'controller') }
    : { '@type': 'dpv:Recipient', 'dpv:hasName': controller, ...(country !== undefined && { 'dpv:hasLocation': `loc:${country}` }) }

const makeCookieCondition = ({ name, lifetime }: Cookie) => ({
  '@type': 'dpv:StorageDuration',
  'dpv:hasLocation': { '@type': 'tech:Cookie', 'dct:identifier': name },
  'dpv:hasDuration': lifetimes[lifetime] ?? { '@type': 'dpv:TemporalDuration', 'rdf:value': lifetime },
})

const makeStorageCondition = ({ key, area }: StorageKey) => ({
  '@type': 'dpv:StorageDuration',
  'dpv:hasLocation': { '@type': 'tech:LocalStorage', 'dct:identifier': key },
  'dpv:hasDuration': lifetimes[area === 'session' ? 'session' : 'until-deleted'],
})

/** The lifetimes that are no duration. */
const lifetimes: Record<string, { '@type': string; 'rdf:value': string } | undefined> = {
  session: { '@type': 'dpv:UntilEventDuration', 'rdf:value': 'the browser closes' },
  'until-deleted': { '@type': 'dpv:UntilEventDuration', 'rdf:value': 'somebody deletes it' },
}
