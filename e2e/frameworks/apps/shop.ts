import { createElement as h, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { createPortal } from 'react-dom'

/** What the page around it can tell of a rendered shop. */
export type Report = (line: string) => void

/** A shop as a React app: state, effects, a portal, own images, and a film and a picture of a tracker. */
export const Shop = ({ tracker, report = () => {}, portal }: { tracker: string; report?: Report; portal?: Element }) => {
  const [items, setItems] = useState(['chair', 'table'])
  const [price, setPrice] = useState<number>()
  const frame = useRef<HTMLIFrameElement>(null)
  const id = useId()
  useEffect(() => {
    report(`mounted ${frame.current?.getAttribute('title')}`)
    const controller = new AbortController()
    fetch('/data.json', { signal: controller.signal })
      .then((answer) => answer.json())
      .then((answer) => setPrice(answer.price))
      .catch(() => report('aborted'))
    return () => {
      controller.abort()
      report('unmounted')
    }
  }, [report])
  return h(
    'section',
    { className: 'shop', 'data-price': price },
    h(
      'ul',
      null,
      items.map((item) => h('li', { key: item, onClick: () => setItems(items.filter((other) => other !== item)) }, item)),
    ),
    h('label', { htmlFor: id }, 'Add'),
    h('input', { id, onKeyDown: ({ key, currentTarget }) => key === 'Enter' && setItems([...items, currentTarget.value]) }),
    h('button', { type: 'button', onClick: () => setItems([...items].reverse()) }, 'Turn'),
    h('img', { src: '/picture.svg', alt: 'own', width: 12 }),
    h('iframe', { ref: frame, src: `${tracker}/frame`, title: 'film', width: 320, height: 180, allowFullScreen: true }),
    h('img', { src: `${tracker}/a.svg`, srcSet: `${tracker}/a.svg 2x`, alt: 'of a tracker' }),
    h('iframe', { src: '/frame-of-own.html', title: 'own frame' }),
    // biome-ignore lint/security/noDangerouslySetInnerHtml: shops do so, and what they write must arrive
    h('p', { dangerouslySetInnerHTML: { __html: '<b>bold</b> <img alt="" src="/picture.svg?inner">' } }),
    portal ? (createPortal(h('aside', null, `${items.length} items`), portal) as ReactNode) : null,
  )
}
