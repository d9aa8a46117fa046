import { beforeEach, describe, expect, it } from 'vitest'
import type { SiteLanguage } from '../site.ts'
import { createHost } from './host.ts'

const words = (open: string, direction?: 'rtl'): SiteLanguage => ({
  open,
  ...(direction && { direction }),
  withdraw: '',
  banner: '',
  preferences: '',
  placeholder: '',
  declaration: '',
  note: '',
})

const onPage = () => document.querySelectorAll('#kakburk').length

beforeEach(() => {
  for (const one of document.querySelectorAll('#kakburk')) one.remove()
})

const aHost = () => createHost<'sv' | 'ar'>('', { sv: words('Kakor'), ar: words('ملفات', 'rtl') }, 'sv')

describe('our place on the page', () => {
  it('is put there once, and again when it has been taken away', () => {
    const host = aHost()
    expect(onPage()).toBe(0)
    expect([host.stay(), host.stay()]).toEqual([true, false])
    document.querySelector('#kakburk')?.remove()
    expect(host.stay()).toBe(true)
    expect(onPage()).toBe(1)
  })

  it('gives way to whoever takes it away each time', () => {
    const host = aHost()
    let times = 0
    while (host.stay()) {
      document.querySelector('#kakburk')?.remove()
      times++
    }
    expect(times).toBe(99)
    expect(onPage()).toBe(0)
  })

  it('speaks a language of the site, in its direction', () => {
    const host = aHost()
    host.stay()
    const element = document.querySelector('#kakburk') as HTMLElement
    expect([element.lang, element.dir, host.words.open]).toEqual(['sv', 'ltr', 'Kakor'])
    host.speak('ar')
    expect([element.lang, element.dir, host.words.open, host.language]).toEqual(['ar', 'rtl', 'ملفات', 'ar'])
  })
})
