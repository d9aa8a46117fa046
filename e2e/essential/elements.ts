import { type Check, inPage, inSource } from './check.ts'

const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="5" height="4"/>'
const asData = `data:image/svg+xml,${encodeURIComponent(picture)}`

/** What a shop's own markup loads, shows and sends. */
export const elementChecks: Check[] = [
  inSource(
    'images: own, by srcset, in a picture, as data, lazy, in an svg, of a necessary vendor',
    (at) => ({
      body: `<img alt="" src="/picture.svg"><img alt="" srcset="/picture.svg 1x, /picture.svg?2 2x"><picture><source srcset="picture.svg?p" type="image/svg+xml"><img alt="" src="none.png"></picture>
        <img alt="" src="${asData}"><img alt="" loading="lazy" src="/picture.svg?lazy"><img alt="" src="${at('klarna', '/logo.svg')}">`,
    }),
    async () => {
      await Promise.all([...document.images].map((image) => image.decode()))
      return [...document.images].map(({ naturalWidth }) => naturalWidth)
    },
    [12, 12, 12, 5, 12, 9],
  ),
  inPage('images by script: constructor, clone, blob, decode, canvas, in text', async () => {
    const load = (image: HTMLImageElement, src: string) =>
      new Promise<number>((done) => {
        image.onload = () => done(image.width)
        image.src = src
      })
    const blob = URL.createObjectURL(
      new Blob(['<svg xmlns="http://www.w3.org/2000/svg" width="6" height="4"/>'], { type: 'image/svg+xml' }),
    )
    const image = new Image(20, 10)
    image.src = '/picture.svg'
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.getContext('2d')?.drawImage(image, 0, 0)
    const clone = image.cloneNode() as HTMLImageElement
    document.body.insertAdjacentHTML('beforeend', '<p id="in-text"><img alt="" src="/picture.svg?text"></p>')
    const inText = document.querySelector<HTMLImageElement>('#in-text img')
    await inText?.decode()
    return [
      await load(new Image(), '/picture.svg'),
      await load(new Image(), blob),
      [image.width, image.naturalWidth],
      canvas.toDataURL().startsWith('data:image/png'),
      [clone.width, clone.getAttribute('src')],
      inText?.naturalWidth,
    ]
  }, [12, 6, [20, 12], true, [20, '/picture.svg'], 12]),
  inSource(
    'style: linked, imported, inline, as attribute, preloaded, of a necessary vendor, constructed',
    (at) => ({
      head: `<link rel="preload" href="/style.css" as="style"><link rel="stylesheet" href="/imported.css"><link rel="stylesheet" href="${at('klarna', '/klarna.css')}">
        <style>@import "/style.css?inline"; #p { background: url(/picture.svg?style); color: rgb(1, 2, 3) }</style>
        <link rel="preconnect" href="/"><link rel="prefetch" href="/data.json"><link rel="manifest" href="/manifest.json">`,
      body: `<p id="p" class="own" style="border-image: url('/picture.svg?attribute'); margin-left: 7px">p</p>
        <script>const own = new CSSStyleSheet(); own.replaceSync('#p { padding-left: 9px }'); document.adoptedStyleSheets = [own]</script>`,
    }),
    () => {
      const root = getComputedStyle(document.documentElement)
      const { color, marginLeft, paddingLeft, borderImageSource } = getComputedStyle(document.querySelector('#p') as Element)
      const { length } = document.styleSheets
      return [
        root.getPropertyValue('--own'),
        root.getPropertyValue('--klarna'),
        color,
        marginLeft,
        paddingLeft,
        borderImageSource.includes('/picture.svg?attribute'),
        length,
        document.querySelector('style')?.textContent?.includes('@import "/style.css?inline"'),
        document.querySelector('#p')?.getAttribute('style'),
      ]
    },
    ['loaded', 'loaded', 'rgb(1, 2, 3)', '7px', '9px', true, 3, true, "border-image: url('/picture.svg?attribute'); margin-left: 7px"],
  ),
  inPage('style by script: link with events, rules, style text, properties', async () => {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = '/style.css'
    const event = await new Promise((done) => {
      link.onload = ({ type }) => done(type)
      document.head.append(link)
    })
    const style = document.head.appendChild(document.createElement('style'))
    style.textContent = 'h1 { color: rgb(4, 5, 6) }'
    style.sheet?.insertRule('h1 { margin-top: 3px }')
    const heading = document.querySelector('h1') as HTMLElement
    heading.style.cssText = 'background: url("/picture.svg")'
    heading.style.setProperty('--x', '1')
    const { color, marginTop } = getComputedStyle(heading)
    return [event, link.sheet?.cssRules.length, color, marginTop, heading.style.backgroundImage, heading.getAttribute('style')]
  }, ['load', 2, 'rgb(4, 5, 6)', '3px', 'url("/picture.svg")', 'background: url("/picture.svg"); --x: 1;']),
  inSource(
    'sound, tracks, objects, embeds and symbols of the shop’s own',
    () => ({
      body: `<audio id="sound" preload="auto" src="/tone.wav"></audio><audio id="by-source" preload="auto"><source src="/tone.wav?2" type="audio/wav"></audio>
        <object id="object" data="/frame-of-own.html" type="text/html" width="50" height="50"></object><object id="drawing" data="/picture.svg" type="image/svg+xml"></object>
        <embed id="embed" src="/picture.svg?embed" type="image/svg+xml">
        <svg width="20" height="20"><use id="use" href="/picture.svg#s"/><use xlink:href="#own"/><symbol id="own"><circle r="2"/></symbol><image id="image" href="/picture.svg?image" width="5" height="5"/></svg>`,
    }),
    async () => {
      const sound = document.querySelector<HTMLAudioElement>('#sound') as HTMLAudioElement
      const bySource = document.querySelector<HTMLAudioElement>('#by-source') as HTMLAudioElement
      for (const element of [sound, bySource]) {
        if (element.readyState < 1) await new Promise((done) => element.addEventListener('loadedmetadata', done, { once: true }))
      }
      const object = document.querySelector<HTMLObjectElement>('#object')
      const drawing = document.querySelector<HTMLObjectElement>('#drawing')
      // A busy machine shows them after the page's own load.
      for (let turn = 0; turn < 50 && !(object?.contentDocument?.title && drawing?.contentDocument); turn++)
        await new Promise((done) => setTimeout(done, 100))
      return [
        sound.duration,
        new URL(bySource.currentSrc).search,
        object?.contentDocument?.title,
        drawing?.contentDocument?.documentElement.localName,
        document.querySelector<HTMLEmbedElement>('#embed')?.getSVGDocument()?.documentElement.localName,
        document.querySelector<SVGUseElement>('#use')?.getBoundingClientRect().width,
        document.querySelector<SVGImageElement>('#image')?.href.baseVal,
      ]
    },
    [0.01, '?2', 'Own frame', 'svg', 'svg', 3, '/picture.svg?image'],
  ),
  inSource(
    'frames: own, lazy, by srcdoc, blank, of a blob, named',
    () => ({
      body: `<iframe id="own" src="/frame-of-own.html"></iframe><iframe id="lazy" loading="lazy" src="/frame.html?lazy"></iframe>
        <iframe id="doc" srcdoc="<p id=x>doc</p><script>window.said = 'by srcdoc'</scr" name="named"></iframe><iframe id="blank"></iframe>`.replace(
        '</scr"',
        '</script>"',
      ),
    }),
    () => {
      const windowOf = (id: string) =>
        document.querySelector<HTMLIFrameElement>(`#${id}`)?.contentWindow as (Window & { said?: string }) | null
      return [
        windowOf('own')?.said,
        windowOf('own')?.document.querySelector('#p')?.textContent,
        windowOf('own')?.parent === window,
        windowOf('own')?.frameElement?.id,
        (windowOf('own') as { order?: string[] } | null)?.order,
        windowOf('lazy')?.document.title,
        windowOf('doc')?.said,
        (window as unknown as { named: Window }).named === windowOf('doc'),
        windowOf('blank')?.location.href,
        windowOf('blank')?.document.body.innerHTML,
        window.length,
        window.order,
      ]
    },
    ['by the frame', 'own', true, 'own', ['one'], '/frame.html', 'by srcdoc', true, 'about:blank', '', 4, ['frame']],
  ),
  inPage('frames by script: blank and written at once, by srcdoc, of a blob, sent elsewhere, messages', async () => {
    const loaded = (frame: HTMLIFrameElement) => new Promise((done) => frame.addEventListener('load', done, { once: true }))
    const blank = document.body.appendChild(document.createElement('iframe'))
    const inner = blank.contentDocument as Document
    inner.open()
    inner.write('<p id="w">written</p><script>window.ran = 1</scr' + 'ipt>')
    inner.close()
    const byDoc = document.createElement('iframe')
    byDoc.srcdoc = '<b>doc</b>'
    const docLoaded = loaded(byDoc)
    document.body.append(byDoc)
    await docLoaded
    const byBlob = document.createElement('iframe')
    byBlob.src = URL.createObjectURL(new Blob(['<i>blob</i>'], { type: 'text/html' }))
    const blobLoaded = loaded(byBlob)
    document.body.append(byBlob)
    await blobLoaded
    const moved = document.body.appendChild(document.createElement('iframe'))
    const movedLoaded = loaded(moved)
    moved.contentWindow?.location.replace('/frame-of-own.html')
    await movedLoaded
    const answer = new Promise((done) =>
      addEventListener('message', ({ data, source }) => done([data, source === moved.contentWindow]), { once: true }),
    )
    moved.contentWindow?.postMessage('hello', location.origin)
    return [
      inner.querySelector('#w')?.textContent,
      (blank.contentWindow as { ran?: number } | null)?.ran,
      byDoc.contentDocument?.body.innerHTML,
      byBlob.contentDocument?.body.innerHTML,
      moved.contentDocument?.title,
      moved.src,
      await answer,
    ]
  }, ['written', 1, '<b>doc</b>', '<i>blob</i>', 'Own frame', '', [{ echoed: 'hello' }, true]]),
  inSource(
    'a base address, and what is relative to it',
    () => ({
      head: '<base href="/own/">',
      body: '<script src="import.js"></script><img alt="" src="../picture.svg"><a href="x">x</a>',
    }),
    async () => [
      (window as { imported?: string }).imported,
      document.images[0]?.naturalWidth,
      new URL(document.links[0]?.href ?? '').pathname,
      (await fetch('../data.json')).status,
      (await window.load('/own/module.mjs')).default,
    ],
    ['relative', 12, '/own/x', 200, 'part'],
  ),
  inSource(
    'templates and declared shadow roots',
    () => ({
      body: `<template id="t"><img alt="" src="/picture.svg"><script>order = ['never']</script></template>
        <div id="host"><template shadowrootmode="open"><style>b { color: rgb(7, 8, 9) }</style><slot></slot><b>shadow</b><script>order = ['in shadow']</script></template><i>light</i></div>`,
    }),
    () => {
      const template = document.querySelector<HTMLTemplateElement>('#t')
      const root = document.querySelector('#host')?.shadowRoot
      return [
        template?.content.childElementCount,
        template?.innerHTML.includes('order = ['),
        getComputedStyle(root?.querySelector('b') as Element).color,
        root?.querySelector('slot')?.assignedElements().length,
        window.order,
      ]
    },
    [2, true, 'rgb(7, 8, 9)', 1, ['in shadow']],
  ),
  {
    name: 'forms: GET, POST, multipart, submitter, requestSubmit, formdata, submit()',
    page: () => ({
      body: `<form id="get" action="/form"><input name="q" value="stol"><button id="search">Sök</button></form>
        <form id="post" action="/form" method="post"><input name="name" value="Åsa"><input type="hidden" name="_csrf" value="t"><button id="buy" name="act" value="buy">Köp</button><button id="other" name="act" value="later" formaction="/form?later" formmethod="get">Sen</button></form>
        <form id="file" action="/form" method="post" enctype="multipart/form-data"><input name="a" value="1"><input type="file" name="f"><button id="send">Skicka</button></form>`,
    }),
    async run({ tab, own }) {
      const told: unknown[] = []
      const result = async (act: () => Promise<unknown>) => {
        await tab.goto(own('/'))
        await Promise.all([tab.waitForURL(/\/form/), act()])
        told.push(JSON.parse((await tab.locator('pre').textContent()) ?? ''))
      }
      await result(() => tab.click('#search'))
      await result(() => tab.click('#buy'))
      await result(() => tab.click('#other'))
      await result(async () => {
        await tab.setInputFiles('[type=file]', { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('inside') })
        await tab.click('#send')
      })
      await result(() =>
        tab.evaluate(() => document.querySelector<HTMLFormElement>('#post')?.requestSubmit(document.querySelector<HTMLElement>('#buy'))),
      )
      await result(() =>
        tab.evaluate(() => {
          const form = document.querySelector<HTMLFormElement>('#post')
          form?.addEventListener('formdata', ({ formData }) => formData.set('name', 'changed'))
          form?.submit()
        }),
      )
      return told
    },
    gives: [
      { method: 'GET', query: 'q=stol', body: '', type: '' },
      { method: 'POST', query: '', body: 'name=%C3%85sa&_csrf=t&act=buy', type: 'application/x-www-form-urlencoded' },
      { method: 'GET', query: 'name=%C3%85sa&_csrf=t&act=later', body: '', type: '' },
      {
        method: 'POST',
        query: '',
        body: '--\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\ninside\r\n----\r\n',
        type: 'multipart/form-data; ',
      },
      { method: 'POST', query: '', body: 'name=%C3%85sa&_csrf=t&act=buy', type: 'application/x-www-form-urlencoded' },
      { method: 'POST', query: '', body: 'name=changed&_csrf=t', type: 'application/x-www-form-urlencoded' },
    ],
  },
  {
    name: 'a form into a frame of the shop’s own',
    page: () => ({
      body: '<iframe name="inner"></iframe><form action="/form" method="post" target="inner"><input name="a" value="1"><button>Send</button></form>',
    }),
    async run({ tab }) {
      await tab.click('button:has-text("Send")')
      const pre = tab.frameLocator('[name=inner]').locator('pre')
      return JSON.parse((await pre.textContent()) ?? '').body
    },
    gives: 'a=1',
  },
  {
    name: 'history, the address bar and going back',
    async run({ tab, own }) {
      const moved = await tab.evaluate(async () => {
        history.replaceState({ page: 1 }, '', '/?page=1')
        history.pushState({ page: 2 }, '', '?page=2#top')
        const changed = new Promise((done) => addEventListener('popstate', ({ state }) => done(state), { once: true }))
        const there = location.search + location.hash
        history.back()
        const state = await changed
        const hashed = new Promise((done) => addEventListener('hashchange', () => done(location.hash), { once: true }))
        location.hash = 'cart'
        return [there, state, await hashed]
      })
      await tab.goto(own('/form?x'))
      await tab.goBack()
      return [moved, new URL(tab.url()).search + new URL(tab.url()).hash, await tab.locator('h1').textContent()]
    },
    gives: [['?page=2#top', { page: 1 }, '#cart'], '?page=1#cart', 'Shop'],
  },
  inPage('dialogs, popovers, animations, observers and idle work', async () => {
    document.body.insertAdjacentHTML(
      'beforeend',
      '<dialog id="d">d</dialog><div id="p" popover>p</div><details id="s"><summary>s</summary></details>',
    )
    const dialog = document.querySelector<HTMLDialogElement>('#d') as HTMLDialogElement
    dialog.showModal()
    const opened = dialog.open
    dialog.close('yes')
    document.querySelector<HTMLElement>('#p')?.showPopover()
    const seen = await new Promise((done) => new IntersectionObserver(([entry]) => done(entry?.isIntersecting)).observe(document.body))
    await document.body.animate([{ opacity: 0 }, { opacity: 1 }], 20).finished
    return [
      opened,
      dialog.returnValue,
      document.querySelector('#p')?.matches(':popover-open'),
      seen,
      await new Promise((done) => requestIdleCallback(({ didTimeout }) => done(didTimeout))),
    ]
  }, [true, 'yes', true, true, false]),
]
