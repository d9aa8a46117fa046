import { policyName } from '@kakburk/shared'
import { compileSite } from '@kakburk/widget/compile'
import { expect, it } from 'vitest'
import { policyWithBoxes } from '../testing/box.ts'
import { createServer } from '../testing/server.ts'
import { aPolicy, policyId } from '../testing/shop.ts'
import { requireCurrent } from './contract.ts'
import { type Compile, createFileShelf } from './files.ts'

const other = aPolicy({ lifetimeDays: 30 })

const nothing = { shown: { css: '', gate: '', languages: {}, show: '' }, files: {} }

const setUp = async (policies = [aPolicy()], compile?: Compile) => {
  const { sites } = await createServer({ policies })
  const compiled: string[] = []
  const kept: string[] = []
  const shelf = createFileShelf(
    sites,
    async (policy, name) => {
      compiled.push(name)
      if (compile) return compile(policy, name)
      return { gate: `gate ${name}`, files: { [`banner.${name}.js`]: `banner ${name}` }, showing: nothing }
    },
    ({ name }) => void kept.push(name),
  )
  return { sites, shelf, compiled, kept }
}

const textOf = async (file: { read(encoding: 'identity'): Promise<Uint8Array> } | undefined) =>
  file && new TextDecoder().decode(await file.read('identity'))

it('compiles a policy once, however many ask at once', async () => {
  const { sites, shelf, compiled } = await setUp()
  const current = await requireCurrent(sites, 'window-shop')
  const gates = await Promise.all([
    shelf.readGate(current),
    shelf.readGate(current),
    shelf.readFile('window-shop', `banner.${policyId}.js`),
  ])
  expect(await textOf(gates[0])).toBe(`gate ${policyId}`)
  expect(gates[1]).toBe(gates[0])
  expect(compiled).toEqual([policyId])
})

it('gives every file that the pages of a policy may ask for', async () => {
  const policy = policyWithBoxes()
  const { files } = await compileSite(policy, await policyName(policy))
  const { shelf } = await setUp([policy], compileSite)
  for (const [name, text] of Object.entries(files))
    expect([name, await textOf(await shelf.readFile('window-shop', name))]).toEqual([name, text])
})

it('keeps the files of earlier policies, and compiles those only when they are asked for', async () => {
  const { sites, shelf, compiled } = await setUp([aPolicy(), other])
  const { name } = await requireCurrent(sites, 'window-shop')
  expect(await textOf(await shelf.readFile('window-shop', `banner.${name}.js`))).toBe(`banner ${name}`)
  expect(compiled).toEqual([name])
  expect(await textOf(await shelf.readFile('window-shop', `banner.${policyId}.js`))).toBe(`banner ${policyId}`)
  expect(compiled).toEqual([name, policyId])
})

it('finds no file of another site, nor one that there is not', async () => {
  const { shelf, compiled } = await setUp([aPolicy(), aPolicy({ site: 'b-shop' })])
  for (const name of ['banner.no-such.js', '__proto__', 'constructor', ''])
    expect(await shelf.readFile('window-shop', name)).toBeUndefined()
  expect(await shelf.readFile('b-shop', `banner.${policyId}.js`)).toBeUndefined()
  expect(await shelf.readFile('nobody', `banner.${policyId}.js`)).toBeUndefined()
  expect(compiled).toHaveLength(2)
})

it('compiles nothing for a name that no file of ours has', async () => {
  const { shelf, compiled } = await setUp([aPolicy(), other])
  for (const name of ['no-such.js', 'bannerx.js', '../banner.js', '']) expect(await shelf.readFile('window-shop', name)).toBeUndefined()
  expect(compiled).toEqual([])
})

it('has what a gate shows kept before the gate is given, and nothing of a policy that is asked for no more', async () => {
  const { sites, shelf, kept } = await setUp([aPolicy(), other])
  await shelf.readFile('window-shop', `banner.${policyId}.js`)
  expect(kept).toEqual([])
  const current = await requireCurrent(sites, 'window-shop')
  await shelf.readGate(current)
  expect(kept).toEqual([current.name])
})

it('tries again after a failure', async () => {
  let fails = true
  const { sites, shelf } = await setUp([aPolicy()], async () => {
    if (fails) throw new Error('not built')
    return { gate: 'gate', files: {}, showing: nothing }
  })
  const current = await requireCurrent(sites, 'window-shop')
  await expect(shelf.readGate(current)).rejects.toThrow('not built')
  fails = false
  expect(await textOf(await shelf.readGate(current))).toBe('gate')
})

it('serves what can be compiled when another policy cannot be, and fails only for what it does not find', async () => {
  const { sites, shelf } = await setUp([aPolicy(), other], async (_, name) => {
    if (name !== policyId) throw new Error('too new')
    return { gate: 'gate', files: { 'banner.js': 'banner' }, showing: nothing }
  })
  expect((await requireCurrent(sites, 'window-shop')).name).not.toBe(policyId)
  expect(await textOf(await shelf.readFile('window-shop', 'banner.js'))).toBe('banner')
  await expect(shelf.readFile('window-shop', 'banner.no-such.js')).rejects.toThrow('too new')
})

it('has every file that the widget compiles', async () => {
  const { sites, shelf } = await setUp([aPolicy()], compileSite)
  const { policy, name } = await requireCurrent(sites, 'window-shop')
  const names = Object.keys((await compileSite(policy, name)).files)
  const missing = await Promise.all(names.map(async (file) => ((await shelf.readFile('window-shop', file)) ? [] : [file])))
  expect(missing.flat()).toEqual([])
})
