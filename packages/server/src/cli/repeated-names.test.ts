import { expect, it } from 'vitest'
import { findRepeatedNames } from './repeated-names.ts'

it.each([
  ['{"a":1,"a":2}', ['a']],
  ['{"a":1,"\\u0061":2}', ['a']],
  ['{"a":1,"a":2,"a":3}', ['a', 'a']],
  ['{"texts":{"sv":{"title":"x","body":"y","title":"z"}}}', ['texts.sv.title']],
  ['{"services":["a",{"id":"x"},{"id":"y" , "id" : "z"}]}', ['services[2].id']],
  ['[[1,{"a":[],"a":{}}]]', ['[0][1].a']],
  ['{"a":{"b":1},"b":{"a":1},"c":[{"a":1},{"a":1}]}', []],
  ['{"a":"\\"a\\":1,{","b":"a","c":"a:","d":["a","a"]}', []],
  ['{"a\\\\":1,"a":2,"":3}', []],
  ['"a"', []],
  ['[]', []],
])('finds in %s the names that stand twice: %j', (text, paths) => {
  expect(findRepeatedNames(text)).toEqual(paths)
})
