import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aNo, aYes, policyWithBoxes } from '../testing/box.ts'
import { later, makeBundle, readBundle } from '../testing/bundle.ts'
import { createTerminal } from '../testing/command.ts'
import { createServer, post } from '../testing/server.ts'
import { createVisitor } from '../testing/visitor.ts'

const languages = ['en', 'sv'] as const

/** The cells of each row of the table under a heading, and nothing when there is no such heading. */
const rowsUnder = (report: string, heading: string): string[][] => {
  const [, section = ''] = new RegExp(`<h2>${heading}</h2>(.*?)</section>`, 's').exec(report) ?? []
  const rows = [...section.matchAll(/<tr>(<td.*?)<\/tr>/gs)].map(([, row = '']) => row)
  return rows.map((row) => [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) => cell))
}

describe('the report', () => {
  it('counts each purpose by itself, under the name that its newest policy has for it', async () => {
    const { file } = await makeBundle(async (server) => {
      const { published } = await server.sites.publish(policyWithBoxes())
      const visitor = createVisitor()
      const yes = visitor.signed(aYes(published.name))
      await post(server, yes)
      await post(server, createVisitor().signed(aYes(published.name)))
      await post(server, visitor.signed(aNo(published.name, yes.receipt.id)))
      await post(server, createVisitor().signed(aYes(published.name, { action: 'refuse-purpose', grants: { newsletter: false } })))
      await post(server, visitor.signed(aYes(published.name, { grants: { youtube: true } })))
    })
    const files = await readBundle(file)
    const [english, swedish] = languages.map((language) => String(files.get(`report.${language}.html`)))
    expect(rowsUnder(english ?? '', 'Other purposes')).toEqual([
      ['The newsletter', '2', '1', '1'],
      ['youtube', '1', '0', '0'],
    ])
    expect(rowsUnder(swedish ?? '', 'Andra ändamål')[0]).toEqual(['Nyhetsbrevet', '2', '1', '1'])
  })

  it('of a log in which nobody has answered has no table without a row', async () => {
    const terminal = createTerminal()
    const { signatures, database } = await createServer({ file: terminal.database })
    await signatures.close()
    database.close()
    const file = join(terminal.folder, 'bundle.zip')
    const auditor = createTerminal({ now: later, env: { KAKBURK_DATABASE: terminal.database } })
    expect(await auditor.kakburk('export', '--site', 'window-shop', '--bundle', file)).toMatchObject({ code: 0 })
    const files = await readBundle(file)
    for (const language of languages) {
      const report = String(files.get(`report.${language}.html`))
      expect(report).toContain({ en: 'Nobody has decided anything yet.', sv: 'Ingen har bestämt något än.' }[language])
      expect(report).not.toMatch(/<tbody>\s*<\/tbody>/)
      expect(report).not.toMatch(/Other purposes|Andra ändamål/)
    }
  })
})
