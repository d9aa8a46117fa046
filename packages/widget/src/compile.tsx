import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { compileRules, direction, type Language, type Policy, questionName, type Texts } from '@kakburk/shared'
import { bannerTexts } from './compile/banner.ts'
import { makeDeclaration } from './compile/declaration.ts'
import { declarationTree } from './compile/declarationTree.ts'
import { makeNote } from './compile/note.ts'
import { makePlaceholder } from './compile/placeholder.ts'
import { makeMine, makeScreen } from './compile/screen.ts'
import { type ToldVendor, toldVendor, vendorGlobal } from './compile/told.ts'
import type { Shown, Site } from './site.ts'
import { Banner } from './ui/Banner.tsx'
import { bannerCss } from './ui/banner.css.ts'
import { controlCss } from './ui/control.css.ts'
import { preferencesCss } from './ui/preferences.css.ts'
import { prerender } from './ui/prerender.ts'

export { bannerTexts } from './compile/banner.ts'
export { type Declaration, makeDeclaration } from './compile/declaration.ts'
export { accessInWords, declarationTree, kindInWords } from './compile/declarationTree.ts'
export { makeTag } from './compile/tag.ts'
export type { Shown } from './site.ts'
export { texts } from './text/index.ts'
export { mineTexts } from './text/mine/index.ts'
export type { Tree } from './ui/tree.ts'

/** The files of one site, as its pages load them. */
export type SiteFiles = {
  /** `gate.js`: the one address that is pasted, so its content changes with the policy. */
  gate: string
  /** Everything else by name. A name carries the hash of its content, so a file never changes. */
  files: Record<string, string>
  /** What of all this the visitor sees, and the files that show it: whoever keeps them can draw it again with nothing else. */
  showing: { shown: Shown; files: Record<string, string> }
}

/** Compiles a published policy into the files of its site. `name` is the policy's own name. */
export const compileSite = async (policy: Policy, name: string): Promise<SiteFiles> => {
  const files: Record<string, string> = {}
  const add = (stem: string, content: string): string => addTo(files, stem, content)
  const addBuilt = async (name: string): Promise<string> => add(name, await readBuilt(name))
  const choose = await addBuilt('choose')
  const history = await addBuilt('history')
  const deliver = add('deliver', withData(await readBuilt('deliver'), history, 'history'))
  const explain = await addBuilt('explain')
  const { purposes = [] } = policy
  const ids = purposes.map(({ id }) => id)
  const boxes = ids[0] === undefined ? undefined : add('boxes', withData(await readBuilt('boxes'), ids, 'purposes'))
  const placeholder = await readBuilt('placeholder')
  const banner = await readBuilt('banner')
  const preferences = await readBuilt('preferences')
  const mine = await readBuilt('mine')
  const declaration = await readBuilt('declaration')
  const note = await readBuilt('note')
  const languages: Site['languages'] = {}
  const questions: Partial<Record<Language, string>> = {}
  for (const language of policy.languages) {
    const texts = policy.texts[language] as Texts
    questions[language] = await questionName(policy, language)
    const noteFile = add(`note.${language}`, withData(note, makeNote(policy, language)))
    languages[language] = {
      open: texts.open,
      ...(direction(language) === 'rtl' && { direction: 'rtl' }),
      withdraw: texts.withdrawAsk,
      banner: add(
        `banner.${language}`,
        withData(banner, {
          tree: drawn(<Banner texts={bannerTexts(policy, texts, language)} privacyPage={policy.controller.privacyPage} />),
          css: bannerCss(policy.look),
          note: noteFile,
        }),
      ),
      preferences: add(
        `preferences.${language}`,
        withData(preferences, {
          screen: makeScreen(
            policy,
            texts,
            language,
            add(
              `mine.${language}`,
              withData(
                mine,
                makeMine(policy, texts, language, boxes === undefined ? undefined : { site: policy.site, policy: name, language, boxes }),
              ),
            ),
          ),
          css: preferencesCss,
        }),
      ),
      placeholder: add(`placeholder.${language}`, withData(placeholder, makePlaceholder(policy, texts, language))),
      declaration: add(`declaration.${language}`, withData(declaration, declarationTree(makeDeclaration(policy, name, language), texts))),
      note: noteFile,
    }
  }
  const { google, vendors = [], ...rules } = compileRules(policy, name, questions)
  const css = controlCss(
    policy.look,
    Object.values(languages).some(({ direction }) => direction),
  )
  const site: Site = {
    rules,
    languages,
    css,
    ...(policy.control === false && { ownLinks: true }),
    choose,
    deliver,
    ...(boxes && { boxes }),
    explain,
  }
  const told: ToldVendor[] = [...(google ? [{ file: 'google', follows: google }] : []), ...vendors.map(toldVendor)]
  const keys = policy.blocking !== 'marked' && policy.services.some(({ storage }) => storage.length > 0)
  const scripts = await Promise.all(
    [`gate.${policy.blocking}${keys ? '.storage' : ''}`, ...told.map(({ file }) => `vendor.${file}`)].map(readBuilt),
  )
  const tellers = told.map(({ file, follows }) => `[${vendorGlobal(file)}.create,${asScript(follows)}]`)
  const program = `${scripts.join('\n')};kakburkGate.start(${withoutQuotes(asScript(site))},[${tellers}])`
  const gate = `(()=>{try{${program}}catch(fault){console.warn('kakburk: a fault of ours',fault)}})()\n`
  const worded = Object.values(languages).flatMap(({ banner, preferences, placeholder, note }) => [banner, preferences, placeholder, note])
  const kept = Object.fromEntries(worded.map((file) => [file, files[file] ?? '']))
  const shown = { css, gate: addTo(kept, 'gate', gate), languages, show: addTo(kept, 'show', await readBuilt('show')) }
  return { gate, files, showing: { shown, files: kept } }
}

/** Puts a file under a name that has the hash of its content. */
const addTo = (files: Record<string, string>, stem: string, content: string): string => {
  const file = `${stem}.${createHash('sha256').update(content).digest('base64url').slice(0, 8)}.js`
  files[file] = content
  return file
}

const drawn = (node: preact.VNode) => {
  const [tree] = prerender(node)
  if (tree === undefined) throw new TypeError('a screen that draws nothing')
  return tree
}

/** A module of ours with its data as one more export. */
const withData = (module: string, data: unknown, name = 'screen'): string => `${module}\nexport const ${name}=${asScript(data)}\n`

/** Data as a script literal that may also stand in a page: no `</script>`, no line separators. */
const asScript = (data: unknown): string =>
  JSON.stringify(data).replace(/[<\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** The same with names as they stand in scripts: only JSON needs their quotes. */
const withoutQuotes = (script: string): string => script.replace(/([{,])"([a-z]\w*)":/gi, '$1$2:')

/** The script of a page of our own: `check` checks a saved receipt, `measure` measures a layer. */
export const readPageScript = (name: 'check' | 'measure'): Promise<string> => readBuilt(name)

const readBuilt = (name: string): Promise<string> =>
  readFile(new URL(`../dist/${name}.js`, import.meta.url), 'utf8').then((text) => text.trim())
