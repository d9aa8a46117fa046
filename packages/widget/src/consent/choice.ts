import { type Grants, isGranted } from '@kakburk/shared'
import { computed, type ReadonlySignal, signal } from '@preact/signals'

type Categories = readonly { id: string; services: readonly { id: string }[] }[]

/** What a visitor is choosing in the preferences, before it is saved. */
export type Choice = {
  /** Whether a service is switched on. */
  isOn(service: string): boolean
  /** Whether a category is on as a whole, in part or not at all. */
  stateOf(category: string): boolean | 'mixed'
  toggleService(service: string): void
  /** Turns a category on as a whole, or off when it is on as a whole. */
  toggleCategory(category: string): void
  /** The choice as a wish by service. */
  wish: ReadonlySignal<Record<string, boolean>>
}

/** Starts from what is granted, so that nothing is on which the visitor has not turned on. */
export const createChoice = (categories: Categories, grants: Readonly<Grants>): Choice => {
  const asked = categories.filter(({ id }) => id !== 'necessary')
  const on = signal(
    new Set(
      asked.flatMap(({ id, services }) =>
        services.filter((service) => isGranted({ id: service.id, category: id }, grants)).map((service) => service.id),
      ),
    ),
  )
  const servicesOf = (category: string) => asked.find(({ id }) => id === category)?.services.map(({ id }) => id) ?? []
  const turn = (services: string[], to: boolean) => {
    const next = new Set(on.value)
    for (const service of services) to ? next.add(service) : next.delete(service)
    on.value = next
  }
  const stateOf = (category: string) => {
    const count = servicesOf(category).filter((id) => on.value.has(id)).length
    return count === 0 ? false : count === servicesOf(category).length || 'mixed'
  }
  return {
    isOn: (service) => on.value.has(service),
    stateOf,
    toggleService: (service) => turn([service], !on.value.has(service)),
    toggleCategory: (category) => turn(servicesOf(category), stateOf(category) !== true),
    wish: computed(() => Object.fromEntries(asked.flatMap(({ services }) => services.map(({ id }) => [id, on.value.has(id)])))),
  }
}
