// Stands in for Klarna's payment library: draws its frame in the checkout, and answers when the purchase is to be approved.
;(() => {
  const token = () => `klarna-${Math.random().toString(36).slice(2)}`
  window.Klarna = {
    ...window.Klarna,
    Payments: {
      init() {},
      load({ container }, done) {
        const frame = document.createElement('iframe')
        frame.src = 'http://js.klarna.localhost:4871/kp/frame'
        frame.title = 'Betala med Klarna'
        frame.width = '100%'
        frame.height = '150'
        frame.style.border = '0'
        document.querySelector(container).replaceChildren(frame)
        done?.({ show_form: true })
      },
      authorize(_options, _order, done) {
        // An answer takes its time, and comes after the click that asked.
        setTimeout(() => done({ approved: true, authorization_token: token() }), 200)
      },
    },
  }
  window.klarnaAsyncCallback?.()
})()
