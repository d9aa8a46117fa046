import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, describe, expect, it } from 'vitest'
import { trackedPage, twinPolicy } from '../testing/twin.ts'
import { kakburk } from './vite.ts'

const root = mkdtempSync(join(tmpdir(), 'kakburk-'))
afterAll(() => rmSync(root, { recursive: true }))

const page = (title: string) =>
  `<!doctype html>\n<html lang="sv"><head><title>${title}</title><script type="module" src="/main.js"></script></head><body>\n<img alt="å" src="https://www.facebook.com/tr?id=1">\n<noscript><iframe src="https://www.youtube.com/embed/x"></iframe></noscript></body></html>`

const buildShop = async (options: Parameters<typeof kakburk>[0] = { policy: twinPolicy }) => {
  mkdirSync(join(root, 'help'), { recursive: true })
  writeFileSync(join(root, 'index.html'), page('Start'))
  writeFileSync(join(root, 'help/index.html'), page('Help'))
  writeFileSync(join(root, 'main.js'), 'document.title += "!"')
  await build({
    root,
    logLevel: 'silent',
    build: { rollupOptions: { input: [join(root, 'index.html'), join(root, 'help/index.html')] } },
    plugins: [
      kakburk(options),
      {
        name: 'other',
        generateBundle() {
          this.emitFile({ type: 'asset', fileName: 'other.html', source: trackedPage })
        },
      },
    ],
  })
  return (name: string) => readFileSync(join(root, 'dist', name), 'utf8')
}

describe('a shop that Vite builds', () => {
  it('has its pages marked as for a visitor who has not decided, and nothing else changed', async () => {
    const read = await buildShop()
    for (const name of ['index.html', 'help/index.html']) {
      expect(read(name)).toContain('<img alt="å" data-kakburk-src="https://www.facebook.com/tr?id=1">')
      expect(read(name)).toContain('<noscript><iframe data-kakburk-src="https://www.youtube.com/embed/x"></iframe></noscript>')
      expect(read(name)).toMatch(/<script type="module" crossorigin src="\/assets\/[^"]+\.js"><\/script>/)
      expect(read(name).match(/kakburk/g)).toHaveLength(2)
    }
    expect(read('other.html')).toContain('data-kakburk-src')
  }, 30_000)

  it('is not built with a policy that is wrong', async () => {
    await expect(buildShop({ policy: { site: 'x' } })).rejects.toThrow('policy')
  }, 30_000)
})
