import { beforeEach, expect, it, vi } from 'vitest'
import type { ConsentState, Kakburk } from './api.ts'

const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})

/** The module as a page loads it: anew. */
const load = async (): Promise<Kakburk> => {
  vi.resetModules()
  return (await import('./index.ts')).kakburk
}

beforeEach(() => {
  delete window.kakburk
  document.body.replaceChildren()
  warned.mockClear()
})

/** A gate that remembers what it was asked. */
const aGate = () => {
  const state: ConsentState = { decided: true, grants: { analytics: true } }
  const asked: unknown[] = []
  const tell =
    (name: string) =>
    (...values: unknown[]) =>
      void asked.push([name, ...values])
  const gate: Kakburk = {
    get: () => state,
    acceptAll: tell('acceptAll'),
    rejectAll: tell('rejectAll'),
    set: tell('set'),
    withdraw: tell('withdraw'),
    open: tell('open'),
    on: (event, listener) => {
      asked.push(['on', event, listener])
      return tell('stop')
    },
    explain: () => [{ kind: 'iframe', address: '/film', held: true }],
  }
  return { gate, state, asked }
}

it('hands everything on to the gate of the page', async () => {
  const { gate, state, asked } = aGate()
  window.kakburk = gate
  const kakburk = await load()
  const listener = () => {}
  expect(kakburk.get()).toBe(state)
  expect(kakburk.explain()).toEqual([{ kind: 'iframe', address: '/film', held: true }])
  kakburk.acceptAll()
  kakburk.rejectAll()
  kakburk.set({ marketing: false })
  kakburk.withdraw()
  kakburk.open()
  kakburk.on('change', listener)()
  expect(asked).toEqual([
    ['acceptAll'],
    ['rejectAll'],
    ['set', { marketing: false }],
    ['withdraw'],
    ['open'],
    ['on', 'change', listener],
    ['stop'],
  ])
  expect(warned).not.toHaveBeenCalled()
})

it('looks for the gate when it is called, not when it is imported', async () => {
  const kakburk = await load()
  const { gate, state } = aGate()
  window.kakburk = gate
  expect(kakburk.get()).toBe(state)
})

it('without a gate refuses everything and warns once', async () => {
  const kakburk = await load()
  kakburk.acceptAll()
  kakburk.on('change', () => {})()
  expect(kakburk.get()).toEqual({ decided: false, grants: {} })
  expect(warned.mock.calls).toEqual([[expect.stringContaining('no gate on this page')]])
})

it('takes no element of the page for the gate', async () => {
  Object.assign(window, { kakburk: document.createElement('div') })
  const kakburk = await load()
  kakburk.open()
  expect(kakburk.get().decided).toBe(false)
})
