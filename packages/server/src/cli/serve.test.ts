import { createServer } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { listen } from '../listen.ts'
import { createTerminal } from '../testing/command.ts'

it('serves until it is asked to stop, and then lets go of port and database', async () => {
  let stop = () => {}
  const untilStopped = () => new Promise<void>((resolve) => (stop = resolve))
  let address = ''
  const terminal = createTerminal({
    untilStopped,
    listen: async (app, wish) => {
      const listening = await listen(app, wish)
      address = `http://${wish.host}:${listening.port}`
      return listening
    },
  })
  const { writePolicy, kakburk } = terminal
  await kakburk('site', 'add', writePolicy())
  const serving = kakburk('serve', '--port', '0', '--url', 'https://consent.example')
  while (address === '') await new Promise((resolve) => setTimeout(resolve, 5))

  expect(await (await fetch(`${address}/health`)).json()).toEqual({ healthy: true })
  const checkpoint = async () => (await fetch(`${address}/s/window-shop/checkpoint`)).json()
  expect(await checkpoint()).toEqual({ origin: 'consent.example/window-shop', size: 1 })
  // A policy that is published meanwhile is there at once.
  await kakburk('site', 'add', writePolicy({ lifetimeDays: 30 }))
  expect(await checkpoint()).toEqual({ origin: 'consent.example/window-shop', size: 2 })

  stop()
  const { code, stdout } = await serving
  expect(code).toBe(0)
  expect(stdout).toBe(`Listening on ${address}, database ${terminal.database}\nStopped.\n`)
  await expect(fetch(`${address}/health`)).rejects.toThrow()
})

it('says that its port is in use', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void other.close())
  const address = other.address()
  const port = String(typeof address === 'object' && address?.port)
  const { code, stderr } = await createTerminal().kakburk('serve', '--port', port)
  expect(stderr).toBe(`kakburk: port ${port} of 127.0.0.1 is in use; stop the other program or choose another port with PORT\n`)
  expect(code).toBe(1)
})
