// Stands in for Swedbank Pay's checkout (PayEx): draws its frame, and says when the visitor has paid in it.
window.payex = {
  hostedView: {
    checkout: ({ container, onPaid }) => ({
      open() {
        const frame = document.createElement('iframe')
        frame.src = 'http://ecom.payex.localhost:4871/checkout/frame'
        frame.title = 'Betala med Swedbank Pay'
        frame.width = '100%'
        frame.height = '190'
        frame.style.border = '0'
        addEventListener('message', ({ source, data }) => {
          if (source === frame.contentWindow && data?.paid) onPaid(data.token)
        })
        document.getElementById(container.checkoutElement).replaceChildren(frame)
      },
    }),
  },
}
