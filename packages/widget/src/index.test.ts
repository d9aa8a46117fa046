import { expect, expectTypeOf, it, vi } from 'vitest'
import { type ConsentState, type Fork, type Kakburk, kakburk } from './index.ts'

it('on a server refuses everything, calls nobody and says nothing', () => {
  const warned = vi.spyOn(console, 'warn')
  const listener = vi.fn()
  const stop = kakburk.on('change', listener)
  kakburk.acceptAll()
  kakburk.set({ analytics: true })
  kakburk.rejectAll()
  kakburk.withdraw()
  kakburk.open()
  stop()
  expect(kakburk.get()).toEqual({ decided: false, grants: {} })
  expect(kakburk.explain()).toEqual([])
  expect(listener).not.toHaveBeenCalled()
  expect(warned).not.toHaveBeenCalled()
})

it('gives one answer where there is no gate, which a framework may compare with the last one', () => {
  expect(kakburk.get()).toBe(kakburk.get())
})

it('is typed as the API of the page', () => {
  expectTypeOf(kakburk).toEqualTypeOf<Kakburk>()
  expectTypeOf(kakburk.get()).toEqualTypeOf<ConsentState>()
  expectTypeOf(kakburk.get().grants.analytics).toEqualTypeOf<boolean | undefined>()
  expectTypeOf(kakburk.on<'change'>)
    .parameter(1)
    .parameter(0)
    .toEqualTypeOf<ConsentState>()
  expectTypeOf(kakburk.on<'fork'>)
    .parameter(1)
    .parameter(0)
    .toEqualTypeOf<Fork>()
  expectTypeOf(kakburk.on).returns.toEqualTypeOf<() => void>()
  expectTypeOf<Window['kakburk']>().toEqualTypeOf<Kakburk | undefined>()
  // Never called: what matters is that they are errors.
  const wrong = () => {
    // @ts-expect-error an answer is yes or no
    kakburk.set({ analytics: 'yes' })
    // @ts-expect-error there is no such event
    kakburk.on('changed', () => {})
    // @ts-expect-error what is granted is read, and changed by answers alone
    kakburk.get().grants.analytics = true
  }
  expectTypeOf(wrong).toBeFunction()
})
