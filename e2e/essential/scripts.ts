import { type Check, inPage, inSource } from './check.ts'

const inOrder = () => window.order ?? []

/** Scripts of the shop's own, and how they find one another. */
export const scriptChecks: Check[] = [
  inSource(
    'classic, deferred, asynchronous and inline scripts of the page’s source, in their order',
    () => ({
      head: `<script src="/one.js"></script><script>order.push('inline')</script><script defer src="/deferred.js"></script><script src="/two.js" data-x></script>`,
      body: `<script src=/three.js></script><script async src="/asynchronous.js"></script><script type="text/javascript">order.push('typed')</script><script nomodule src="/old.js"></script>`,
    }),
    () => [(window.order ?? []).filter((name) => name !== 'asynchronous'), window.order?.includes('asynchronous')],
    [['one', 'inline', 'two', 'three', 'typed', 'deferred'], true],
  ),
  inSource(
    'modules: by address, inline, with imports by relative path, by import map and later on',
    () => ({
      head: `<script type="importmap">{"imports":{"sum":"/library/sum.mjs","library/":"/library/"}}</script>
        <link rel="modulepreload" href="/own/module.mjs">
        <script type="module" src="/own/module.mjs"></script>
        <script type="module">
          import { sum } from 'sum'
          import part, { url } from '/own/module.mjs'
          const { sum: again } = await import('library/sum.mjs')
          const { default: data } = await import('/data.json', { with: { type: 'json' } })
          window.order = [sum(1, 2), part, new URL(url).pathname, again === sum, data.price, import.meta.resolve('sum').endsWith('/library/sum.mjs')]
        </script>`,
    }),
    async () => {
      // The event `load` does not wait for a module that waits for another.
      while (!window.order) await new Promise((done) => setTimeout(done, 10))
      return window.order
    },
    [3, 'part', '/own/module.mjs', true, 250, true],
  ),
  inPage('import() of own modules, of a blob and of data', async () => {
    const blob = URL.createObjectURL(new Blob(['export default "blob"'], { type: 'text/javascript' }))
    const own = '/own/module.mjs'
    const data = 'data:text/javascript,export default "data"'
    return [(await window.load(own)).default, (await window.load(blob)).default, (await window.load(data)).default]
  }, ['part', 'blob', 'data']),
  inPage('scripts that a script inserts: events, order, identity, attributes', async () => {
    const insert = (path: string, change: (script: HTMLScriptElement) => void = () => {}) =>
      new Promise<string>((done) => {
        const script = document.createElement('script')
        script.src = path
        change(script)
        script.onload = ({ type }) => done(type)
        script.addEventListener('error', ({ type }) => done(type))
        document.head.appendChild(script)
      })
    window.order = []
    const events = await Promise.all([
      insert('/one.js', (script) => {
        script.async = false
      }),
      insert('/two.js', (script) => {
        script.async = false
        script.id = 'two'
        script.dataset.own = 'x'
      }),
      insert('/data.json', (script) => {
        script.type = 'text/template'
        setTimeout(() => script.onload?.(new Event('none')))
      }),
    ])
    const inline = document.createElement('script')
    inline.text = 'order.push(document.currentScript === document.head.lastElementChild)'
    document.head.append(inline)
    const two = document.querySelector<HTMLScriptElement>('#two')
    return [
      events,
      window.order,
      two?.getAttribute('src'),
      two?.src === `${location.origin}/two.js`,
      two?.type,
      two?.dataset.own,
      two?.async,
    ]
  }, [['load', 'load', 'none'], ['one', 'two', true], '/two.js', true, '', 'x', false]),
  inSource(
    'document.write while the page is read',
    () => ({
      body: `<script>document.write('<p id="written">w</p><script src="/one.js"></scr' + 'ipt><script>order.push("w")</scr' + 'ipt>'); order = [...(window.order ?? []), document.querySelector('#written').textContent]</script><script>order.push('after')</script>`,
    }),
    inOrder,
    ['w', 'one', 'w', 'after'],
  ),
  inPage('eval, new Function, text for a timer, and compiled WebAssembly', async () => {
    const later = await new Promise((done) => {
      Object.assign(window, { done })
      setTimeout("done('timer')" as unknown as () => void)
    })
    const indirect = eval
    const module = await WebAssembly.instantiate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))
    return [indirect('1 + 1'), new Function('a', 'return a * 2')(4), later, module.instance instanceof WebAssembly.Instance]
  }, [2, 8, 'timer', true]),
  {
    name: 'handlers and addresses written in the markup',
    page: () => ({
      body: `<button onclick="order = ['clicked ' + this.id]" id="b">b</button><a id="a" href="javascript:void order.push('link')">a</a><img alt="" src="/picture.svg" onload="order = [...(window.order ?? []), 'image']"><body onload="window.bodyLoaded = true">`,
    }),
    async run({ tab }) {
      const loaded = await tab.evaluate(inOrder)
      await tab.click('#b')
      await tab.click('#a')
      await tab.waitForFunction(() => window.order?.includes('link'))
      return [loaded, await tab.evaluate(inOrder)]
    },
    gives: [['image'], ['clicked b', 'link']],
  },
  inPage('scripts of a blob and of data, by element', async () => {
    window.order = []
    const blob = URL.createObjectURL(new Blob(["order.push('blob')"], { type: 'text/javascript' }))
    for (const address of [blob, "data:text/javascript,order.push('data')"]) {
      await new Promise((done) => {
        const script = document.createElement('script')
        script.src = address
        script.onload = done
        document.body.append(script)
      })
    }
    return window.order
  }, ['blob', 'data']),
  inSource(
    'the events of a page that is read, once and in order',
    () => ({
      head: `<script>order = []; for (const name of ['readystatechange', 'DOMContentLoaded']) document.addEventListener(name, () => order.push(name + ' ' + document.readyState)); addEventListener('load', () => order.push('load')); addEventListener('pageshow', ({ persisted }) => order.push('pageshow ' + persisted))</script>`,
    }),
    inOrder,
    ['readystatechange interactive', 'DOMContentLoaded interactive', 'readystatechange complete', 'load', 'pageshow false'],
  ),
  inSource(
    'a script that fails, tells its error where it did without us',
    () => ({
      head: `<script>order = []; addEventListener('error', (event) => { event.preventDefault(); order.push([event.message, event.lineno > 0, new URL(event.filename).pathname]) })</script><script>missing()</script>`,
    }),
    inOrder,
    [['Uncaught ReferenceError: missing is not defined', true, '/']] as unknown[],
  ),
]
