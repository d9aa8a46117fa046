/** Things that a page does one after the other; what it hears of them must be the same. Each gets an empty `place` of the page. */
export const sequences: Record<string, (place: HTMLElement) => unknown> = {
  'the records of an observer': async (place) => {
    const told: unknown[] = []
    const nameOf = (node: Node | null) => (node instanceof Element ? node.outerHTML.slice(0, 80) : (node?.textContent ?? null))
    const observer = new MutationObserver((records) => {
      for (const { type, target, attributeName, oldValue, addedNodes, removedNodes, previousSibling, nextSibling } of records) {
        told.push([
          type,
          target.nodeName,
          attributeName,
          oldValue,
          [...addedNodes].map(nameOf),
          [...removedNodes].map(nameOf),
          nameOf(previousSibling),
          nameOf(nextSibling),
        ])
      }
    })
    observer.observe(place, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
      attributeOldValue: true,
      characterDataOldValue: true,
    })
    const turn = () => new Promise((done) => setTimeout(done))
    const make = (name: string, members: object = {}) => Object.assign(document.createElement(name), members)

    place.appendChild(make('p'))
    place.append('text', make('b'), make('i'))
    place.prepend(make('u'))
    place.insertBefore(make('s'), place.firstChild)
    place.firstElementChild?.before('before')
    place.lastElementChild?.after(make('q'))
    place.lastElementChild?.replaceWith(make('em'))
    place.replaceChild(make('var'), place.firstElementChild as Element)
    await turn()
    place.innerHTML = '<img alt="" src="/picture.svg"><p style="background:url(/picture.svg)">x</p>'
    place.insertAdjacentHTML('afterbegin', '<iframe src="/frame.html"></iframe><script src="/one.js"></script>')
    place.insertAdjacentElement('beforeend', make('img', { src: '/picture.svg', alt: '' }))
    ;(place.lastElementChild as HTMLElement).outerHTML = '<b>outer</b>'
    place.append(document.createRange().createContextualFragment('<script src="/one.js"></script><i>x</i>'))
    await turn()
    place.append(make('script', { src: '/one.js' }), make('script', { text: 'window.order = []' }))
    const image = place.appendChild(new Image())
    image.src = '/picture.svg'
    image.setAttribute('src', '/picture.svg?2')
    image.srcset = '/picture.svg 1x'
    image.removeAttribute('src')
    image.setAttribute('class', 'a')
    const frame = place.appendChild(make('iframe')) as HTMLIFrameElement
    frame.src = '/frame.html'
    const link = place.appendChild(make('link')) as HTMLLinkElement
    link.rel = 'stylesheet'
    link.href = '/style.css'
    place.style.background = 'url(/picture.svg)'
    await turn()
    const template = make('template') as HTMLTemplateElement
    template.innerHTML = '<div><script src="/one.js"></script><img alt="" src="/picture.svg"></div>'
    place.append(template.content.cloneNode(true))
    place.replaceChildren(...place.children)
    const range = document.createRange()
    range.selectNodeContents(place)
    range.insertNode(make('p'))
    range.surroundContents(make('section'))
    ;(place.querySelector('p')?.appendChild(new Text('a')) as Text).data = 'b'
    place.textContent = 'gone'
    await turn()
    await new Promise((done) => setTimeout(done, 100))
    observer.disconnect()
    return told
  },

  'the reactions of custom elements': async (place) => {
    const log: unknown[] = []
    const reactions = (Base: typeof HTMLElement, name: string) =>
      class extends Base {
        static observedAttributes = ['src', 'data-a']
        constructor() {
          super()
          log.push([name, 'made', this.isConnected, this.childNodes.length, this.getAttributeNames().join()])
        }
        connectedCallback() {
          log.push([name, 'connected', this.id, this.childNodes.length, this.parentNode?.nodeName])
        }
        disconnectedCallback() {
          log.push([name, 'disconnected', this.id])
        }
        adoptedCallback() {
          log.push([name, 'adopted'])
        }
        attributeChangedCallback(attribute: string, before: string | null, after: string | null) {
          log.push([name, attribute, before, after])
        }
      }
    place.innerHTML = '<early-thing id="e" src="/x"><b></b></early-thing>'
    customElements.define('early-thing', reactions(HTMLElement, 'early'))
    customElements.define('own-thing', reactions(HTMLElement, 'own'))
    customElements.define('own-image', reactions(HTMLImageElement as unknown as typeof HTMLElement, 'image'), { extends: 'img' })
    customElements.define('own-script', reactions(HTMLScriptElement as unknown as typeof HTMLElement, 'script'), { extends: 'script' })
    customElements.define('own-frame', reactions(HTMLIFrameElement as unknown as typeof HTMLElement, 'frame'), { extends: 'iframe' })
    log.push('by text')
    place.innerHTML = '<own-thing id="a" src="/x" data-a="1"><own-thing id="b"><i></i></own-thing></own-thing>'
    place.insertAdjacentHTML(
      'beforeend',
      '<img alt="" is="own-image" id="i" src="/picture.svg"><script is="own-script" src="/one.js"></script>',
    )
    log.push('by hand')
    const made = document.createElement('own-thing')
    made.setAttribute('src', '/y')
    made.append('child')
    place.append(made)
    place.prepend(made)
    place.insertBefore(made, place.lastChild)
    log.push('replaced')
    place.replaceChildren(made, document.createElement('img', { is: 'own-image' }))
    ;(place.lastChild as HTMLImageElement).src = '/picture.svg'
    ;(place.lastChild as HTMLImageElement).setAttribute('src', '/picture.svg?2')
    log.push('cloned')
    place.append(made.cloneNode(true), document.importNode(made, true))
    log.push('by template')
    const template = document.createElement('template')
    template.innerHTML = '<own-thing id="t" src="/t"></own-thing>'
    place.append(template.content.cloneNode(true))
    place.append(document.importNode(template.content, true))
    log.push('by range')
    place.append(
      document
        .createRange()
        .createContextualFragment('<own-thing id="r" data-a="2"></own-thing><iframe is="own-frame" src="/frame.html"></iframe>'),
    )
    log.push('moved to another document')
    const frame = place.appendChild(document.createElement('iframe'))
    frame.contentDocument?.body.append(made)
    place.append(made)
    log.push('outer')
    ;(place.firstElementChild as HTMLElement).outerHTML = '<own-thing id="o"></own-thing>'
    log.push('in a shadow root')
    const root = place.appendChild(document.createElement('div')).attachShadow({ mode: 'open' })
    root.innerHTML = '<own-thing id="s"><slot></slot></own-thing>'
    log.push('gone')
    place.textContent = ''
    await new Promise((done) => setTimeout(done, 50))
    return log
  },

  'scripts that are inserted in every way, and run or not': async (place) => {
    const log: string[] = []
    Object.assign(window, { log })
    const script = (name: string) =>
      Object.assign(document.createElement('script'), { text: `log.push('${name} ' + (document.currentScript !== null))` })
    const text = (name: string) => `<script>log.push('${name}')</script>`
    place.appendChild(script('appendChild'))
    log.push('after')
    place.append(script('append 1'), script('append 2'))
    place.insertAdjacentElement('afterbegin', script('insertAdjacentElement'))
    place.innerHTML = text('innerHTML')
    place.insertAdjacentHTML('beforeend', text('insertAdjacentHTML'))
    place.append(document.createRange().createContextualFragment(text('range')))
    place.append(new DOMParser().parseFromString(text('parser'), 'text/html').head.firstChild as Node)
    const template = document.createElement('template')
    template.innerHTML = text('template')
    place.append(document.importNode(template.content, true))
    const fragment = document.createDocumentFragment()
    fragment.append(script('fragment 1'), 'x', script('fragment 2'))
    place.append(fragment)
    const subtree = document.createElement('div')
    subtree.append(script('subtree'))
    place.append(subtree)
    const moved = script('moved')
    place.append(moved)
    place.prepend(moved)
    const cloned = script('cloned')
    place.append(cloned.cloneNode(true), cloned.cloneNode(true))
    const late = document.createElement('script')
    place.append(late)
    late.text = "log.push('late text')"
    const child = document.createElement('script')
    place.append(child)
    child.append("log.push('late child')")
    const typed = Object.assign(script('typed'), { type: 'text/x' })
    place.append(typed)
    typed.type = 'text/javascript'
    place.append(typed)
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'script')
    svg.textContent = "log.push('svg')"
    place.append(svg)
    const throwing = Object.assign(document.createElement('script'), { text: "log.push('throws'); throw 1" })
    addEventListener('error', (event) => event.preventDefault(), { once: true })
    place.append(throwing)
    log.push('still here')
    const root = place.appendChild(document.createElement('div')).attachShadow({ mode: 'open' })
    root.append(script('shadow'))
    await Promise.resolve()
    log.push('microtask')
    const external = (path: string, members: object = {}) => Object.assign(document.createElement('script'), { src: path, ...members })
    window.order = []
    place.append(external('/one.js', { async: false }), external('/two.js', { async: false }), external('/three.js', { async: false }))
    await new Promise((done) => (place.lastElementChild as HTMLElement).addEventListener('load', done))
    return [log, window.order]
  },

  'the order of events, microtasks and loads': async (place) => {
    const log: string[] = []
    const done: Promise<unknown>[] = []
    const image = new Image()
    done.push(new Promise((end) => image.addEventListener('load', end)))
    image.addEventListener('load', () => log.push('image'))
    image.src = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>'
    queueMicrotask(() => log.push('microtask'))
    new MutationObserver((_, observer) => {
      log.push('observer')
      observer.disconnect()
    }).observe(place, { childList: true })
    place.append('x')
    log.push('appended')
    await Promise.all(done)
    const frame = document.createElement('iframe')
    frame.onload = () => log.push(`frame ${frame.contentDocument?.URL}`)
    place.append(frame)
    log.push('frame appended')
    await new Promise((end) => setTimeout(end, 50))
    const answer = fetch('/data.json')
    log.push('asked')
    await answer
    log.push('answered')
    const events: string[] = []
    const request = new XMLHttpRequest()
    request.onreadystatechange = () => events.push(`state ${request.readyState}`)
    request.onload = () => events.push('load')
    request.open('GET', '/data.json', false)
    request.send()
    return [log, events]
  },

  'what a page finds of itself': async (place) => {
    place.innerHTML = '<img alt="" src="/picture.svg"><script src="/one.js"></script><iframe src="/frame.html"></iframe>'
    const all = ['img[src]', 'script[src]', 'iframe[src^="/"]', '[data-src]', 'script:not([type])', 'iframe:nth-child(3)', ':empty', '*']
    const walker = document.createTreeWalker(place)
    const walked: string[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) walked.push(node.nodeName)
    return [
      all.map((selector) => place.querySelectorAll(selector).length),
      walked,
      place.getElementsByTagName('img').length,
      new XMLSerializer().serializeToString(place),
      document.evaluate('count(.//*)', place, null, XPathResult.NUMBER_TYPE).numberValue,
      place.isEqualNode(place.cloneNode(true)),
      [...place.children].map((element) => [...element.attributes].map(({ name, value }) => `${name}=${value}`)),
    ]
  },
}
