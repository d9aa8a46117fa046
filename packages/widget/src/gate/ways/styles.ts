import { addressesIn } from '@kakburk/shared'
import { surely } from '../surely.ts'
import { makeTexts, wrap } from '../wrap.ts'
import { wrapClass } from './disguise.ts'
import type { Way } from './realm.ts'

const names = ['insertRule', 'addRule', 'replace', 'replaceSync', 'setProperty', 'cssText']

/** Takes the addresses that must wait out of the texts that a script gives style sheets and fonts. */
export const holdStyles: Way = (realm, { mustRefuse }) => {
  const clean = (values: unknown[]) => {
    for (let n = 0; n < values.length; n++) {
      const text = `${values[n]}`
      if (!/\/\//.test(text)) continue
      surely(() => {
        for (const address of addressesIn('', text)) if (mustRefuse('style', address)) values[n] = `${values[n]}`.replace(address, 'data:,')
      })
    }
    return values
  }
  wrapClass(realm, 'FontFace', clean)
  for (const { prototype } of [realm.CSSStyleSheet, realm.CSSGroupingRule, realm.CSSStyleRule, realm.CSSStyleDeclaration]) {
    for (const name of names) {
      for (const part of ['value', 'set'] as const) {
        wrap(prototype, name, part, (_, values) => {
          clean(makeTexts(values))
          return
        })
      }
    }
  }
}
