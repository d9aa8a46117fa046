// Stands in for Mailchimp's connected site: shows the newsletter box, and remembers that it was closed or used.
;(() => {
  const oneYear = 365 * 86400
  const isSet = (name) => document.cookie.split('; ').some((pair) => pair.startsWith(`${name}=`))
  const remember = (name) => {
    document.cookie = `${name}=yes; path=/; max-age=${oneYear}`
  }
  if (isSet('MCPopupClosed') || isSet('MCPopupSubscribed')) return

  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties)
    made.append(...children)
    return made
  }

  const show = () => {
    const email = element('input', {
      type: 'email',
      name: 'EMAIL',
      required: true,
      placeholder: 'namn@exempel.se',
      ariaLabel: 'E-postadress',
    })
    email.style.cssText = 'flex:1;min-width:0'
    const send = element('button', { textContent: 'Skriv upp mig' })
    const form = element('form', {}, email, send)
    form.style.cssText = 'display:flex;gap:8px;margin:10px 0 0'
    const close = element('button', { type: 'button', textContent: '×', ariaLabel: 'Stäng nyhetsbrevet' })
    const text = element('p', { textContent: 'Ett brev i månaden om nytt garn och nya kurser.' })
    text.style.margin = '4px 0 0'
    const box = element(
      'section',
      { id: 'mc-box', ariaLabel: 'Nyhetsbrev' },
      element('strong', { textContent: 'Vill du ha post?' }),
      close,
      text,
      form,
    )
    box.style.cssText =
      'position:fixed;right:12px;bottom:12px;width:min(320px,calc(100vw - 24px));padding:18px 20px;border-radius:16px;background:#fff;color:#241c15;box-shadow:0 8px 30px #0003;z-index:10'
    for (const button of [send, close]) {
      button.style.cssText =
        'padding:8px 14px;border:0;border-radius:8px;background:#ffe01b;color:#241c15;font:inherit;font-weight:600;cursor:pointer'
    }
    close.style.cssText += ';position:absolute;top:10px;right:10px;padding:0 10px;background:none;font-size:22px'

    close.addEventListener('click', () => {
      remember('MCPopupClosed')
      box.remove()
    })
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      fetch('http://nystanet.us1.list-manage.localhost:4871/subscribe/post?u=4871nystanet&id=c0ffee4871', {
        method: 'POST',
        mode: 'no-cors',
        body: new URLSearchParams(new FormData(form)),
      })
      remember('MCPopupSubscribed')
      text.textContent = 'Tack! Titta i din inkorg.'
      form.remove()
    })
    document.body.append(box)
  }

  if (document.body) show()
  else addEventListener('DOMContentLoaded', show)
})()
