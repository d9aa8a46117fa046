// Tells Google Analytics of a purchase step. `gtag` only fills the page's own queue when Google's script has not run.
for (const form of document.querySelectorAll('form[data-event]')) {
  form.addEventListener('submit', () => window.gtag?.('event', form.dataset.event))
}

for (const button of document.querySelectorAll('[data-cookies]')) {
  button.addEventListener('click', () => window.kakburk?.open())
}

// The tick "Håll mig inloggad" is a yes to that cookie. Whoever said no to it before has now changed their mind, and without
// this Kakburk would delete the cookie on the next page.
document.querySelector('#login')?.addEventListener('submit', ({ target }) => {
  const consent = window.kakburk?.get()
  if (target.elements.stay.checked && consent?.decided) window.kakburk.set({ 'remembered-login': true })
})
