import type { ComponentChildren } from 'preact'
import { describe, expect, it } from 'vitest'
import { prerender } from './prerender.ts'

const Card = ({ title, children }: { title: string; children?: ComponentChildren }) => (
  <section class="card">
    <h2>{title}</h2>
    {children}
  </section>
)

const Pair = () => (
  <>
    one
    <b>two</b>
  </>
)

describe('a prerendered component', () => {
  it('is the tree of its elements, with their attributes and children', () => {
    expect(
      prerender(
        <Card title="Kakor">
          <p id="why">Därför</p>
        </Card>,
      ),
    ).toEqual([['section', { class: 'card' }, ['h2', {}, 'Kakor'], ['p', { id: 'why' }, 'Därför']]])
  })
  it('draws components inside components, and all children of a fragment', () => {
    expect(
      prerender(
        <Card title="Pair">
          <Pair />
        </Card>,
      ),
    ).toEqual([['section', { class: 'card' }, ['h2', {}, 'Pair'], 'one', ['b', {}, 'two']]])
  })
  it('draws lists in order', () => {
    const words = ['a', 'b']
    expect(
      prerender(
        <ul>
          {words.map((word) => (
            <li key={word}>{word}</li>
          ))}
        </ul>,
      ),
    ).toEqual([['ul', {}, ['li', {}, 'a'], ['li', {}, 'b']]])
  })
  it('joins texts that stand side by side', () => {
    const [count, word] = [0, 'kakor']
    expect(
      prerender(
        <p>
          {count} {word}, <i>alla</i> {[word, '!']}
        </p>,
      ),
    ).toEqual([['p', {}, '0 kakor, ', ['i', {}, 'alla'], ' kakor!']])
  })
  it('leaves out what Preact does not draw', () => {
    expect(prerender(<p>{[null, undefined, true, false]}</p>)).toEqual([['p', {}]])
    expect(prerender(null)).toEqual([])
  })
  it('has an attribute that is on without a value, and none that is off', () => {
    const off = undefined
    expect(prerender(<input disabled={true} required={false} title={off} tabIndex={0} />)).toEqual([
      ['input', { disabled: '', tabIndex: '0' }],
    ])
  })
  it('writes true and false out where they are words, as Preact does', () => {
    expect(prerender(<p aria-hidden={true} aria-busy={false} data-open={true} />)).toEqual([
      ['p', { 'aria-hidden': 'true', 'aria-busy': 'false', 'data-open': 'true' }],
    ])
  })
  it('is refused when it listens, since data cannot', () => {
    expect(() => prerender(<button type="button" onClick={() => {}} />)).toThrow('cannot have the listener onClick')
  })
  it.each([
    ['a style', <p key="style" style={{ color: 'red' }} />, 'style'],
    ['markup', <p key="markup" dangerouslySetInnerHTML={{ __html: '<b>' }} />, 'dangerouslySetInnerHTML'],
  ])('is refused with %s that is an object, which no attribute can hold', (_, node, name) => {
    expect(() => prerender(node)).toThrow(name)
  })
  it('holds markup as text', () => {
    expect(prerender(<p title={'"><script>'}>{'<script>'}</p>)).toEqual([['p', { title: '"><script>' }, '<script>']])
  })
})
