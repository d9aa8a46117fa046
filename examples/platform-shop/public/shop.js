// Tells Google and Facebook of the steps towards a purchase. Both calls only fill the page's own queues when the vendors'
// scripts have not run.
for (const form of document.querySelectorAll('form[data-ga]')) {
  form.addEventListener('submit', () => {
    window.gtag?.('event', form.dataset.ga)
    window.fbq?.('track', form.dataset.fb)
  })
}

for (const button of document.querySelectorAll('[data-cookies]')) {
  button.addEventListener('click', () => window.kakburk?.open())
}
