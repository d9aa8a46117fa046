import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { aPlan, encoded } from '../testing/marked.ts'
import { createPage } from './bytes.ts'
import { createPageStream } from './stream.ts'

const tracked = '<img src="https://t.example/a.gif">'
const waiting = '<img data-kakburk-src="https://t.example/a.gif">'

/** A page stream with a hand on both ends. */
const open = (plan = aPlan()) => {
  const faults: unknown[] = []
  const { readable, writable } = createPageStream(plan, (error) => void faults.push(error))
  const writer = writable.getWriter()
  const reader = readable.getReader()
  return {
    faults,
    write: (bytes: Uint8Array) => void writer.write(bytes),
    close: () => void writer.close(),
    async read() {
      const { value } = await reader.read()
      return value && new TextDecoder('utf-8', { ignoreBOM: true }).decode(value)
    },
  }
}

describe('a page as a stream', () => {
  it('leaves before it has ended, as far as nothing can change it any more', async () => {
    const page = open()
    page.write(encoded(`<!doctype html><p>first</p>${tracked}last <im`))
    expect(await page.read()).toBe(`<!doctype html><p>first</p>${waiting}last `)
    page.write(encoded('g src=/own> <style>a{'))
    expect(await page.read()).toBe('<img src=/own> ')
    page.write(encoded('}</style>'))
    expect(await page.read()).toBe('<style>a{}</style>')
    page.write(encoded('<noscript><img src=/own><img '))
    expect(await page.read()).toBe('<noscript><img src=/own>')
    page.close()
    expect(await page.read()).toBe('<img ')
    expect(await page.read()).toBeUndefined()
  })

  it('passes on unchanged from where something of ours fails, and says so', async () => {
    let asked = 0
    const plan = aPlan()
    const page = open({
      ...plan,
      missing(...values) {
        asked++
        if (asked > 4) throw new Error('of ours')
        return plan.missing(...values)
      },
    })
    page.write(encoded(`${tracked}<p>é</p>${tracked}`))
    expect(await page.read()).toContain(waiting)
    page.write(encoded(`<p>${tracked}<p title="`))
    expect(await page.read()).toBe(`<p>${tracked}<p title="`)
    page.write(Uint8Array.of(0xc3))
    expect(page.faults).toEqual([new Error('of ours')])
    page.close()
  })

  it.each(['<noscript>', '<style>@import "//t.example/a.css";</style>'])('loses nothing when it fails within %s', async (before) => {
    const whole = `<!doctype html>${before}${tracked}<p>`
    for (let fails = 1; fails < 6; fails++) {
      let asked = 0
      const page = open({
        ...aPlan(),
        missing() {
          asked++
          if (asked >= fails) throw new Error('of ours')
          return []
        },
      })
      for (const byte of encoded(whole)) page.write(Uint8Array.of(byte))
      page.close()
      let out = ''
      for (let piece = await page.read(); piece !== undefined; piece = await page.read()) out += piece
      expect(out).toBe(whole)
    }
  })

  it('passes unchanged a page in which more is open than anyone would write', async () => {
    const page = open()
    page.write(encoded('<div>'.repeat(20_000)))
    page.close()
    let length = 0
    for (let piece = await page.read(); piece !== undefined; piece = await page.read()) length += piece.length
    expect([length, String(page.faults)]).toEqual([100_000, expect.stringContaining('elements in each other')])
  })

  it('takes no more memory for a long page than for a short one', async () => {
    const card = `<div class="card">\r\n<h2>Fönster &amp; dörrar</h2>${tracked}<noscript>${tracked}</noscript><style>a{color:red}</style><p>En text om ${'varor'.repeat(1600)}</p></div>`
    const piece = encoded(card.repeat(8)).subarray(0, 65_536)
    const faults: unknown[] = []
    const page = createPage(aPlan(), (error) => void faults.push(error))
    const used: number[] = []
    for (let sent = 0; sent <= 50_000_000; sent += piece.length) {
      page.push(piece)
      if (sent % (80 * piece.length) === 0) used.push(usedMemory())
    }
    page.end()
    const [, early = 0, ...later] = used
    expect([faults, later.length]).toEqual([[], 8])
    for (const amount of later) expect(amount - early).toBeLessThan(2_000_000)
  }, 60_000)

  it('leaves its pieces alone', async () => {
    const page = open()
    const piece = encoded('<p>one</p>')
    page.write(piece)
    const out = await page.read()
    piece.fill(0)
    expect(out).toBe('<p>one</p>')
  })
})

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** What is in use once everything that nobody holds any more has been taken away. */
const usedMemory = (): number => {
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
