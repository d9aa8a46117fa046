import { describe, expect, it } from 'vitest'
import { addressesIn, loadsByText } from './loading.ts'

describe('addresses', () => {
  it.each([
    ['src', 'https://a.example/x y', ['https://a.example/x y']],
    ['srcset', 'https://a.example/1.png 1x, //b.example/2.png 2x', ['https://a.example/1.png', '1x', '//b.example/2.png', '2x']],
    ['imagesrcset', '/1.png 100w', ['/1.png', '100w']],
    ['ping', 'https://a.example/1  https://b.example/2', ['https://a.example/1', 'https://b.example/2']],
    ['style', "background:url('https://a.example/x.png');color:red", ['https://a.example/x.png']],
    ['srcdoc', '<script src="//a.example/x.js"></script>', ['//a.example/x.js']],
    ['', '@import url(https://a.example/x.css);', ['https://a.example/x.css']],
    ['', 'import x from "https://a.example/x.js"; // note', ['https://a.example/x.js']],
    ['style', 'color:red', []],
    ['src', 'javascript:"<script src=//a.example/x.js></script>"', ['//a.example/x.js']],
    ['src', 'data:text/html,<img src=https://a.example/x>', ['https://a.example/x']],
    ['src', 'data:image/png;base64,//a', ['data:image/png;base64,//a']],
  ])('are found in %s="%s"', (attribute, value, expected) => {
    expect(addressesIn(attribute, value)).toEqual(expected)
  })
})

describe('text that loads', () => {
  it('is that of modules, import maps and style sheets', () => {
    expect(loadsByText('script', 'Module')).toBe(true)
    expect(loadsByText('script', 'importmap')).toBe(true)
    expect(loadsByText('style', null)).toBe(true)
    expect(loadsByText('script', null)).toBe(false)
    expect(loadsByText('script', 'text/plain')).toBe(false)
  })
})
