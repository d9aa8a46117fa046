// The checkout: Klarna or Swedbank Pay draws its part, gives a token when the visitor has paid, and the form is sent with it.
const swedbankPay = document.currentScript.dataset.swedbankPay
const form = document.querySelector('#kassa')
const problem = form.querySelector('.problem')
const areas = { klarna: document.querySelector('#klarna'), 'swedbank-pay': document.querySelector('#swedbank-pay') }

const finish = (token) => {
  form.elements.paymentToken.value = token
  window.gtag?.('event', 'purchase')
  window.fbq?.('track', 'Purchase')
  form.requestSubmit()
}

const drawKlarna = () => {
  window.Klarna.Payments.init({ client_token: 'demo-4871' })
  window.Klarna.Payments.load({ container: '#klarna' })
}

if (window.Klarna?.Payments) drawKlarna()
else window.klarnaAsyncCallback = drawKlarna

const drawSwedbankPay = () => {
  if (areas['swedbank-pay'].dataset.drawn) return
  areas['swedbank-pay'].dataset.drawn = 'yes'
  const script = document.createElement('script')
  script.src = swedbankPay
  script.onload = () => window.payex.hostedView.checkout({ container: { checkoutElement: 'swedbank-pay' }, onPaid: finish }).open()
  document.head.append(script)
}

form.addEventListener('change', ({ target }) => {
  if (target.name !== 'payment') return
  for (const [name, area] of Object.entries(areas)) area.hidden = name !== target.value
  if (target.value === 'swedbank-pay') drawSwedbankPay()
})

form.addEventListener('submit', (event) => {
  if (form.elements.paymentToken.value) return
  event.preventDefault()
  event.stopImmediatePropagation()
  problem.textContent = ''
  if (form.elements.payment.value === 'swedbank-pay') {
    problem.textContent = 'Betala först i rutan från Swedbank Pay.'
    return
  }
  if (!window.Klarna) {
    problem.textContent = 'Klarna har inte laddats än. Försök igen om en stund.'
    return
  }
  window.Klarna.Payments.authorize({}, {}, ({ approved, authorization_token }) => {
    if (approved) finish(authorization_token)
    else problem.textContent = 'Klarna sade nej till köpet. Välj ett annat sätt att betala.'
  })
})
