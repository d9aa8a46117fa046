import { createServer } from 'node:net'
import { canonical } from '@kakburk/shared'
import Client from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { listen } from '../listen.ts'
import { createTerminal } from '../testing/command.ts'
import { createVisitor } from '../testing/visitor.ts'

/** Starts `kakburk serve` in this process. */
const startServing = async () => {
  let stop = () => {}
  let address = ''
  const terminal = createTerminal({
    untilStopped: () => new Promise<void>((resolve) => (stop = resolve)),
    listen: async (app, wish) => {
      const listening = await listen(app, wish)
      address = `http://${wish.host}:${listening.port}`
      return listening
    },
  })
  await terminal.kakburk('site', 'add', terminal.writePolicy(), '--url', 'https://consent.example')
  const serving = terminal.kakburk('serve', '--port', '0', '--url', 'https://consent.example')
  while (address === '') await new Promise((resolve) => setTimeout(resolve, 5))
  const deliver = () =>
    fetch(`${address}/s/window-shop/receipts`, {
      method: 'POST',
      headers: { Origin: 'https://shop.example', 'Content-Type': 'text/plain' },
      body: canonical(createVisitor().signed()),
    })
  return { ...terminal, address, serving, deliver, stop: () => stop() }
}

it('serves until it is asked to stop, and then lets go of port and database', async () => {
  const { address, serving, stop, kakburk, writePolicy, database } = await startServing()
  expect(await (await fetch(`${address}/health`)).json()).toEqual({ healthy: true })
  const checkpoint = async () => (await (await fetch(`${address}/s/window-shop/checkpoint`)).text()).split('\n').slice(0, 2)
  expect(await checkpoint()).toEqual(['consent.example/window-shop', '1'])
  // A policy that is published meanwhile is there at once.
  await kakburk('site', 'add', writePolicy({ lifetimeDays: 30 }))
  expect(await checkpoint()).toEqual(['consent.example/window-shop', '2'])

  stop()
  const { code, stdout } = await serving
  expect(code).toBe(0)
  expect(stdout).toBe(`Listening on ${address}, database ${database}, 1 site\nStopped.\n`)
  await expect(fetch(`${address}/health`)).rejects.toThrow()
})

it.each(['192.0.2.1', 'no-such-host.invalid'])('says that %s is no address of this machine', async (host) => {
  const { kakburk } = createTerminal()
  const { code, stderr } = await kakburk('serve', '--port', '0', '--host', host)
  expect([code, stderr]).toEqual([1, expect.stringContaining(`kakburk: ${host} is no address of this machine; choose one with --host`)])
})

it('says that its port is in use', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void other.close())
  const address = other.address()
  const port = String(typeof address === 'object' && address?.port)
  const { code, stderr } = await createTerminal().kakburk('serve', '--port', port)
  expect(stderr).toBe(`kakburk: port ${port} of 127.0.0.1 is in use; stop the other program or choose another port with --port or PORT\n`)
  expect(code).toBe(1)
})

it('serves gates while another process has the database locked, and takes the receipts that came when that is over', async () => {
  const { address, database, deliver, serving, stop } = await startServing()
  const other = new Client(database)
  onTestFinished(() => void other.close())
  other.exec('BEGIN IMMEDIATE')
  const delivered = [deliver(), deliver(), deliver()]
  await new Promise((resolve) => setTimeout(resolve, 100))
  const start = performance.now()
  expect((await fetch(`${address}/s/window-shop/checkpoint`)).status).toBe(200)
  expect(performance.now() - start).toBeLessThan(1000)
  other.exec('COMMIT')
  expect((await Promise.all(delivered)).map(({ status }) => status)).toEqual([201, 201, 201])
  stop()
  expect((await serving).stderr).toBe('')
})

it('says in one line that the storage fails', async () => {
  const { address, database, deliver, serving, stop } = await startServing()
  const other = new Client(database)
  onTestFinished(() => void other.close())
  other.exec("CREATE TRIGGER gone BEFORE INSERT ON entries BEGIN SELECT RAISE(ABORT, 'no room'); END")
  expect((await deliver()).status).toBe(500)
  other.exec("DROP TRIGGER gone; UPDATE sites SET current_policy = 'sha256-gone'")
  expect((await fetch(`${address}/s/window-shop/gate.js`)).status).toBe(503)
  stop()
  const lines = (await serving).stderr.split('\n')
  expect(lines[0]).toMatch(/SqliteError: no room$/)
  expect(lines.at(-2)).toMatch(/^2026-11-20T12:00:00.000Z storage-unavailable: site "window-shop": [^\n]+$/)
})

it('serves the other sites when one has lost its policy, and says so', async () => {
  const { kakburk, writePolicy, database } = createTerminal()
  for (const site of ['a-shop', 'b-shop']) await kakburk('site', 'add', writePolicy({ site }))
  const other = new Client(database)
  other.exec("UPDATE sites SET current_policy = 'sha256-gone' WHERE id = 'a-shop'")
  other.close()
  const { code, stdout, stderr } = await kakburk('serve', '--port', '0')
  expect([code, stdout]).toEqual([0, expect.stringContaining(', not all sites can be served\n')])
  expect(stderr).toContain('storage-unavailable: site "a-shop": its current policy, sha256-gone, is not in the database')
})

it('says how to add a site when there is none, as when the name of the database is mistyped', async () => {
  const { kakburk } = createTerminal()
  expect((await kakburk('serve', '--port', '0')).stdout).toContain(', no site yet: kakburk site add FILE\n')
})
