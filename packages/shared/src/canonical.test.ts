import canonicalize from 'canonicalize'
import { describe, expect, it } from 'vitest'
import { canonical } from './canonical.ts'

const deep = (depth: number, innermost: unknown): unknown => (depth === 0 ? innermost : { a: deep(depth - 1, innermost) })

describe('canonical JSON', () => {
  it.each<[unknown, string]>([
    [{ a: 1, b: 2 }, '{"a":1,"b":2}'],
    [{ b: 2, a: 1 }, '{"a":1,"b":2}'],
    [{ a: { d: 1, c: 2 }, b: [{ f: 1, e: 2 }] }, '{"a":{"c":2,"d":1},"b":[{"e":2,"f":1}]}'],
    // Numbers that are names come first in JavaScript, by their size, and by their letters here.
    [{ 9: 1, 10: 2, a: 3 }, '{"10":2,"9":1,"a":3}'],
    // By UTF-16, where the half of a pair comes before ﬁ, whose number is smaller.
    [{ '\u{1f600}': 1, '\ufb01': 2 }, '{"\u{1f600}":1,"\ufb01":2}'],
    [{ '\ufb01': 2, '\u{1f600}': 1 }, '{"\u{1f600}":1,"\ufb01":2}'],
    [{ '': null, é: true, 'e\u0301': false }, '{"":null,"e\u0301":false,"é":true}'],
    ['\u0000\u0008\t\n\u000b\u000c\r"\\/\u007f\u2028€', '"\\u0000\\b\\t\\n\\u000b\\f\\r\\"\\\\/\u007f\u2028€"'],
    [[-0, 1e21, 1e-7, 0.1, 333333333.3333333, Number.MAX_VALUE], '[0,1e+21,1e-7,0.1,333333333.3333333,1.7976931348623157e+308]'],
    [[undefined, 1], '[null,1]'],
    [{ a: undefined, b: 1 }, '{"b":1}'],
    [{ a: new Date(0) }, '{"a":"1970-01-01T00:00:00.000Z"}'],
    [null, 'null'],
    // What looks like the escape of a lone surrogate is six letters.
    ['\\ud800', '"\\\\ud800"'],
    [deep(100, 1), `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`],
  ])('of %j is as RFC 8785 says, and as the library writes it', (value, text) => {
    expect(canonical(value)).toBe(text)
    expect(canonicalize(value)).toBe(text)
  })

  const cycle: Record<string, unknown> = {}
  cycle.a = cycle
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a function', () => 1],
    ['no number', { a: Number.NaN }],
    ['infinity', [Number.POSITIVE_INFINITY]],
    ['a lone surrogate', { a: '\ud800' }],
    ['a lone surrogate in a name', { '\udc00': 1 }],
    ['a lone surrogate far inside', deep(40, '\ud800')],
    ['a cycle', cycle],
    ['a big integer', 1n],
  ])('does not exist of %s', (_, value) => {
    expect(() => canonical(value)).toThrow()
  })
})
