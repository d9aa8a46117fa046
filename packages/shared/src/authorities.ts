import type { Language } from './language.ts'

/** A public authority: what it calls itself, by the language of the name where it has several, and where it is on the web. */
export type Authority = { readonly names: readonly (readonly [language: string, name: string])[]; readonly url: string }

/** Who supervises the processing of personal data in a country; and the rule on storing in browsers, where that is another. */
export type Supervision = { readonly data: Authority; readonly storage?: Authority }

const authority = (url: string, ...names: [language: string, name: string][]): Authority => ({ names, url })

/**
 * Who supervises in each country of the European Economic Area, in Switzerland and in the United Kingdom, by ISO 3166-1 alpha-2. In
 * Germany it is the authority of the state, of which there are seventeen: their list is named, and the owner names the right one.
 */
export const authorities: Readonly<Record<string, Supervision>> = {
  AT: { data: authority('https://www.dsb.gv.at', ['de', 'Datenschutzbehörde (DSB)']) },
  BE: {
    data: authority(
      'https://www.dataprotectionauthority.be',
      ['nl', 'Gegevensbeschermingsautoriteit (GBA)'],
      ['fr', 'Autorité de protection des données (APD)'],
      ['de', 'Datenschutzbehörde (DSB)'],
      ['en', 'Data Protection Authority'],
    ),
  },
  BG: {
    data: authority('https://cpdp.bg', ['bg', 'Комисия за защита на личните данни'], ['en', 'Commission for Personal Data Protection']),
  },
  CH: {
    data: authority(
      'https://www.edoeb.admin.ch',
      ['de', 'Eidgenössischer Datenschutz- und Öffentlichkeitsbeauftragter (EDÖB)'],
      ['fr', 'Préposé fédéral à la protection des données et à la transparence (PFPDT)'],
      ['it', 'Incaricato federale della protezione dei dati e della trasparenza (IFPDT)'],
      ['en', 'Federal Data Protection and Information Commissioner (FDPIC)'],
    ),
  },
  CY: {
    data: authority(
      'https://www.dataprotection.gov.cy',
      ['el', 'Γραφείο Επιτρόπου Προστασίας Δεδομένων Προσωπικού Χαρακτήρα'],
      ['en', 'Office of the Commissioner for Personal Data Protection'],
    ),
  },
  CZ: { data: authority('https://uoou.gov.cz', ['cs', 'Úřad pro ochranu osobních údajů (ÚOOÚ)']) },
  DE: {
    data: authority(
      'https://www.bfdi.bund.de/DE/Service/Anschriften/Laender/Laender-node.html',
      ['de', 'Datenschutzaufsichtsbehörde des Bundeslandes'],
      ['en', 'the data protection authority of the German state'],
    ),
  },
  DK: {
    data: authority('https://www.datatilsynet.dk', ['da', 'Datatilsynet']),
    storage: authority('https://digst.dk', ['da', 'Digitaliseringsstyrelsen']),
  },
  EE: { data: authority('https://www.aki.ee', ['et', 'Andmekaitse Inspektsioon (AKI)']) },
  ES: { data: authority('https://www.aepd.es', ['es', 'Agencia Española de Protección de Datos (AEPD)']) },
  FI: {
    data: authority(
      'https://tietosuoja.fi',
      ['fi', 'Tietosuojavaltuutetun toimisto'],
      ['sv', 'Dataombudsmannens byrå'],
      ['en', 'Office of the Data Protection Ombudsman'],
    ),
    storage: authority(
      'https://www.traficom.fi',
      ['fi', 'Liikenne- ja viestintävirasto Traficom'],
      ['sv', 'Transport- och kommunikationsverket Traficom'],
      ['en', 'Finnish Transport and Communications Agency Traficom'],
    ),
  },
  FR: { data: authority('https://www.cnil.fr', ['fr', 'Commission nationale de l’informatique et des libertés (CNIL)']) },
  GB: { data: authority('https://ico.org.uk', ['en', 'Information Commissioner’s Office (ICO)']) },
  GR: {
    data: authority(
      'https://www.dpa.gr',
      ['el', 'Αρχή Προστασίας Δεδομένων Προσωπικού Χαρακτήρα'],
      ['en', 'Hellenic Data Protection Authority'],
    ),
  },
  HR: { data: authority('https://azop.hr', ['hr', 'Agencija za zaštitu osobnih podataka (AZOP)']) },
  HU: { data: authority('https://www.naih.hu', ['hu', 'Nemzeti Adatvédelmi és Információszabadság Hatóság (NAIH)']) },
  IE: { data: authority('https://www.dataprotection.ie', ['en', 'Data Protection Commission (DPC)']) },
  IS: {
    data: authority('https://www.personuvernd.is', ['is', 'Persónuvernd']),
    storage: authority('https://www.fjarskiptastofa.is', ['is', 'Fjarskiptastofa']),
  },
  IT: { data: authority('https://www.garanteprivacy.it', ['it', 'Garante per la protezione dei dati personali']) },
  LI: { data: authority('https://www.datenschutzstelle.li', ['de', 'Datenschutzstelle Fürstentum Liechtenstein']) },
  LT: { data: authority('https://vdai.lrv.lt', ['lt', 'Valstybinė duomenų apsaugos inspekcija (VDAI)']) },
  LU: { data: authority('https://cnpd.public.lu', ['fr', 'Commission nationale pour la protection des données (CNPD)']) },
  LV: { data: authority('https://www.dvi.gov.lv', ['lv', 'Datu valsts inspekcija (DVI)']) },
  MT: { data: authority('https://idpc.org.mt', ['en', 'Office of the Information and Data Protection Commissioner (IDPC)']) },
  NL: { data: authority('https://www.autoriteitpersoonsgegevens.nl', ['nl', 'Autoriteit Persoonsgegevens (AP)']) },
  NO: {
    data: authority('https://www.datatilsynet.no', ['nb', 'Datatilsynet']),
    storage: authority('https://nkom.no', ['nb', 'Nasjonal kommunikasjonsmyndighet (Nkom)']),
  },
  PL: {
    data: authority('https://uodo.gov.pl', ['pl', 'Urząd Ochrony Danych Osobowych (UODO)']),
    storage: authority('https://www.uke.gov.pl', ['pl', 'Urząd Komunikacji Elektronicznej (UKE)']),
  },
  PT: { data: authority('https://www.cnpd.pt', ['pt', 'Comissão Nacional de Proteção de Dados (CNPD)']) },
  RO: {
    data: authority('https://www.dataprotection.ro', [
      'ro',
      'Autoritatea Națională de Supraveghere a Prelucrării Datelor cu Caracter Personal (ANSPDCP)',
    ]),
  },
  SE: {
    data: authority('https://www.imy.se', ['sv', 'Integritetsskyddsmyndigheten (IMY)']),
    storage: authority('https://pts.se', ['sv', 'Post- och telestyrelsen (PTS)']),
  },
  SI: { data: authority('https://www.ip-rs.si', ['sl', 'Informacijski pooblaščenec']) },
  SK: { data: authority('https://dataprotection.gov.sk', ['sk', 'Úrad na ochranu osobných údajov Slovenskej republiky']) },
}

/** Who supervises a shop in a country, the authority for data first; nobody where we know of none. */
export const supervisorsIn = (country: string): Authority[] => {
  const found = Object.hasOwn(authorities, country) ? authorities[country] : undefined
  return found ? [found.data, ...(found.storage ? [found.storage] : [])] : []
}

/**
 * What an authority is called on a page in a language: by its name in that language, else by its first one. A name in other letters
 * than Latin ones has the English name behind it. No line ends where a hyphen stands for the rest of a word.
 */
export const authorityName = ({ names }: Authority, language: Language): string => {
  const nameIn = (wanted: string) => names.find(([tag]) => tag === wanted)?.[1]
  const own = names[0]?.[1] ?? ''
  const english = nameIn('en')
  const name = nameIn(language) ?? (english === undefined || /\p{Script=Latin}/u.test(own) ? own : `${own} (${english})`)
  // Without the joiner a line may end at the hyphen of "Post- och telestyrelsen", even before a no-break space.
  return name.replace('- ', '-\u2060\u00a0')
}
