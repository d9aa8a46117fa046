import { expect, it } from 'vitest'
import { readShown, withoutFields } from './shown.ts'

const shown = (markup: string): string => {
  document.body.innerHTML = markup
  return readShown(document.querySelector('[data-kakburk-purpose]') as HTMLInputElement)
}
const box = '<input type="checkbox" id="box" data-kakburk-purpose="newsletter" aria-describedby="about">'

it.each([
  ['its label', `<label>${box} Ja,\n   <b>gärna</b>  </label>`, 'Ja, gärna'],
  ['a label elsewhere', `${box}<label for="box">Ja</label>`, 'Ja'],
  ['all of its labels', `${box}<label for="box">Ja</label> <label for="box">tack</label>`, 'Ja tack'],
  ['what describes it', `<label>${box} Ja</label><p id="about">En gång i månaden.</p>`, 'Ja En gång i månaden.'],
  ['lines apart', `<label>${box} Ja<br>tack<div>och</div><div>hej</div></label>`, 'Ja tack och hej'],
  ['nothing for a box without a label', `<p>${box} Ja</p>`, ''],
  ['nothing that is hidden', `<label>${box} Ja<span style="display:none"> och sälj allt</span><i hidden></i></label>`, 'Ja'],
  ['no field within', `<label>${box} Ja <textarea>hemligt</textarea><select><option>val</select> tack</label>`, 'Ja tack'],
  ['no script within', `<label>${box} Ja<script>1</script><style>a{}</style></label>`, 'Ja'],
])('what is shown beside a box is %s', (_, markup, expected) => {
  expect(shown(markup)).toBe(expected)
})

it('holds nothing that the visitor has written, nor any address, however the page repeats it', () => {
  const written = '<input value="Anna Andersson"><input type="checkbox" value="news"><textarea>Storgatan 1</textarea>'
  expect(shown(`<form>${written}<label>${box} Ja, news till Anna Andersson, Storgatan 1, anna@shop.example</label></form>`)).toBe(
    'Ja, news till …, …, …',
  )
})

it.each([
  ['Skriv till <a.b+c@shop.example>.', [], 'Skriv till <…>.'],
  ['a@b', [], '…'],
  ['@ och @', [], '@ och @'],
  ['Anna och Anna', ['Anna'], '… och …'],
])('%j without %j is %j', (text, values, expected) => {
  expect(withoutFields(text, values)).toBe(expected)
})
