import type { Answer } from './shop.ts'

type Request = { host: string; port: number; path: string; body: string; method: string; answer: Answer }

/** Stand-ins for what a shop uses of others. Each loads as the real one does: a script that inserts further scripts, frames and calls. */
export const answerVendor = ({ host, port, path, body, method, answer }: Request): unknown => {
  const name = path.split('?')[0] ?? ''
  if (method === 'OPTIONS') return answer(204, 'text/plain')
  if (name === '/kco.js') return answer(200, script, klarna)
  if (name === '/px.js') return answer(200, script, payex)
  if (name === '/captcha.js') return answer(200, script, captcha)
  if (name.endsWith('.js')) return answer(200, script, `globalThis.order = [...(globalThis.order ?? []), '${host}']`)
  if (name.endsWith('.svg')) return answer(200, 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="7"/>')
  if (name.endsWith('.css')) return answer(200, 'text/css', `:root{--${host}:loaded}`)
  if (name === '/session')
    return answer(200, 'application/json', JSON.stringify({ host, method, body }), {
      'set-cookie': `${host}_session=1; Path=/; SameSite=Lax`,
    })
  if (name === '/frame') return answer(200, html, frame(host))
  if (name === '/frame-with-bank') return answer(200, html, `${frame(host)}<iframe src="http://bank.localhost:${port}/frame"></iframe>`)
  // As 3-D Secure does in the frame of a checkout.
  if (name === '/to-bank') return answer(302, html, '', { location: `http://bank.localhost:${port}/frame` })
  if (name === '/return')
    return answer(
      200,
      html,
      `<!doctype html><title>Back</title><form method="post" action="${decodeURIComponent(path.split('?')[1] ?? '')}"><input name="paid" value="1"></form><script>document.forms[0].submit()</script>`,
    )
  if (name === '/popup')
    return answer(200, html, `<!doctype html><title>Popup</title><script>opener.postMessage({ paid: '${host}' }, '*'); close()</script>`)
  answer(200, html, `<!doctype html><title>${host}</title><pre>${JSON.stringify({ host, method, path, body })}</pre>`)
}

const script = 'text/javascript; charset=utf-8'
const html = 'text/html; charset=utf-8'

/** Tells the page around it that it is there, and answers what it is sent. */
const frame = (host: string) =>
  `<!doctype html><title>${host}</title><script>
    addEventListener('message', ({ data, source, ports }) => (ports[0] ?? source).postMessage({ answered: data, by: '${host}' }, ports[0] ? undefined : '*'))
    top.postMessage({ ready: '${host}' }, '*')
  </script>`

/** A checkout: a second script, a session by XHR, a frame, messages to and fro, and a call back. */
const klarna = `(() => {
  const { origin } = new URL(document.currentScript.src)
  window.Klarna = { Payments: { load: ({ container }, done) => {
    const more = document.createElement('script')
    more.src = origin + '/more.js'
    more.onload = () => {
      const request = new XMLHttpRequest()
      request.open('POST', origin + '/session')
      request.withCredentials = true
      request.setRequestHeader('content-type', 'application/json')
      request.onload = () => {
        const frame = document.createElement('iframe')
        frame.src = origin + '/frame'
        frame.onload = () => {
          const channel = new MessageChannel()
          channel.port1.onmessage = ({ data }) => done({ session: JSON.parse(request.responseText), answer: data, src: frame.src === origin + '/frame' })
          frame.contentWindow.postMessage('pay', '*', [channel.port2])
        }
        document.querySelector(container).replaceChildren(frame)
      }
      request.send('{"order":1}')
    }
    document.head.appendChild(more)
  } } }
  window.klarnaAsyncCallback?.()
})()`

/** A hosted view: markup with a frame written as text, and a call by fetch. */
const payex = `(() => {
  const { origin } = new URL(document.currentScript.src)
  window.payex = { hostedView: { checkout: ({ container, onPaid }) => ({ open: async () => {
    const session = await fetch(origin + '/session', { method: 'POST', body: 'order=1', credentials: 'include' }).then((answer) => answer.json())
    document.getElementById(container).insertAdjacentHTML('beforeend', '<iframe id="px" src="' + origin + '/frame" width="300"></iframe>')
    addEventListener('message', ({ data, source }) => {
      if (data.ready === 'payex') source.postMessage('pay', '*')
      if (data.answered) onPaid({ session, by: data.by, width: px.width })
    })
  } }) } }
})()`

/** A captcha: its script inserts another before the first of the page, draws a frame in a marked place, and fills in a field. */
const captcha = `(() => {
  const address = new URL(document.currentScript.src)
  const more = document.createElement('script')
  more.async = true
  more.src = address.origin + '/more.js'
  more.onload = () => {
    for (const place of document.querySelectorAll('[data-sitekey]')) {
      const frame = document.createElement('iframe')
      frame.setAttribute('src', address.origin + '/frame?k=' + place.dataset.sitekey)
      const field = document.createElement('textarea')
      field.name = 'captcha-response'
      place.append(frame, field)
      addEventListener('message', ({ data, source }) => {
        if (source !== frame.contentWindow) return
        if (data.ready) return source.postMessage('solve', '*')
        field.value = data.answered + ' by ' + data.by
        window[place.dataset.callback]?.(field.value)
      })
    }
    window[address.searchParams.get('onload')]?.()
  }
  document.scripts[0].parentNode.insertBefore(more, document.scripts[0])
})()`
