// Stands in for fbevents.js: empties the stub's queue, writes `_fbp` and reports by a picture.
;(() => {
  const fbq = window.fbq
  const ninetyDays = 90 * 86400
  const ids = []
  let consented = true
  let held = []

  const cookieOf = (name) =>
    document.cookie
      .split('; ')
      .find((pair) => pair.startsWith(`${name}=`))
      ?.slice(name.length + 1)

  const browserId = () => {
    const value = cookieOf('_fbp') ?? `fb.1.${Date.now()}.${Math.floor(Math.random() * 1e17)}`
    // Written anew at every event, on the widest domain that the browser takes.
    const domain = location.hostname.split('.').slice(-2).join('.')
    document.cookie = `_fbp=${value}; path=/; domain=${domain}; max-age=${ninetyDays}`
    if (cookieOf('_fbp') !== value) document.cookie = `_fbp=${value}; path=/; max-age=${ninetyDays}`
    return value
  }

  const report = (event) => {
    for (const id of ids) {
      const query = new URLSearchParams({ id, ev: event, dl: location.href, ts: `${Date.now()}`, fbp: browserId() })
      new Image(1, 1).src = `http://www.facebook.localhost:4871/tr/?${query}`
    }
  }

  const commands = {
    init: (id) => ids.push(id),
    track: (event) => (consented ? report(event) : held.push(event)),
    consent(answer) {
      consented = answer === 'grant'
      if (!consented) return
      for (const event of held) report(event)
      held = []
    },
  }

  fbq.callMethod = (command, ...values) => commands[command]?.(...values)
  for (const call of fbq.queue.splice(0)) fbq.callMethod(...call)
})()
