import type { Service } from '../service.ts'
import type { NamedService, Purpose } from './text/texts.ts'

/** What is known of a service beside the words: those stand in `text/`, a file per language. */
export type Facts = Omit<Service, 'name' | 'purpose'> & { purpose: Purpose } & ({ name: string } | { id: NamedService; name?: never })
