import type { OptionalCategory } from '@kakburk/shared'

/**
 * What the names in a consent record mean, so that it is read without asking the network: those of the Data Privacy Vocabulary
 * 2.3 of the W3C community group, and of the vocabularies that it builds upon.
 */
export const context = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  dpv: 'https://w3id.org/dpv#',
  loc: 'https://w3id.org/dpv/loc#',
  pd: 'https://w3id.org/dpv/pd#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  schema: 'https://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  tech: 'https://w3id.org/dpv/tech#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  'dct:conformsTo': { '@type': '@id' },
  'dct:created': { '@type': 'xsd:dateTime' },
  'dct:description': { '@container': '@language' },
  'dct:issued': { '@type': 'xsd:dateTime' },
  'dct:replaces': { '@type': '@id' },
  'dct:title': { '@container': '@language' },
  'dpv:hasDataController': { '@type': '@id' },
  'dpv:hasLegalBasis': { '@type': '@id' },
  'dpv:hasLocation': { '@type': '@id' },
  'dpv:hasNotice': { '@type': '@id' },
  'dpv:hasProcess': { '@type': '@id' },
  'dpv:hasPurpose': { '@type': '@id' },
  'dpv:isExercisedAt': { '@type': '@id' },
  'dpv:isIndicatedAtTime': { '@type': 'xsd:dateTime' },
  'dpv:isIndicatedBy': { '@type': '@id' },
  'schema:url': { '@type': '@id' },
  'skos:broader': { '@type': '@id' },
} as const

/** The schema of ISO/IEC TS 27560 consent records in the Data Privacy Vocabulary. */
export const recordSchema = 'https://w3id.org/dpv/schema/dpv-27560#record'

/** What each category is for, in the words of the vocabulary. */
export const purposes: Record<OptionalCategory, string> = {
  preferences: 'dpv:ServicePersonalisation',
  analytics: 'dpv:ServiceUsageAnalytics',
  marketing: 'dpv:Marketing',
}

/** The name of a thing by its SHA-256, in base64url (RFC 6920). */
export const hashAddress = (hash: string): string => `ni:///sha-256;${hash}`

/** The address of a policy, or of a category or service of it, by the name of the policy. */
export const policyAddress = (policy: string, part?: string): string =>
  `${hashAddress(policy.replace(/^sha256-/, ''))}${part === undefined ? '' : `#${part}`}`

/** What the purpose of a box is called within its policy: its id may be that of a service. */
export const purposePart = (id: string): string => `purpose/${id}`

/** A visitor by the thumbprint of the visitor's key (RFC 9278). */
export const visitorAddress = (visitor: string): string => `urn:ietf:params:oauth:jwk-thumbprint:sha-256:${visitor}`

/** An entry by its id. */
export const entryAddress = (id: string): string => `urn:uuid:${id}`
