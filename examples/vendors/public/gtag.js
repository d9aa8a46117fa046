// Stands in for gtag.js: takes the page's queue in order, obeys Consent Mode, writes Google Analytics' cookies and reports hits.
;(() => {
  const id = new URL(document.currentScript.src).searchParams.get('id')
  const collect = 'http://www.google-analytics.localhost:4871/g/collect'
  const twoYears = 2 * 365 * 86400
  const consent = { ad_storage: 'granted', analytics_storage: 'granted' }
  const updated = new Set()
  let waiting = []
  let events = 0

  const now = () => Math.floor(Date.now() / 1000)
  const random = () => Math.floor(Math.random() * 2147483647)
  const cookieOf = (name) =>
    document.cookie
      .split('; ')
      .find((pair) => pair.startsWith(`${name}=`))
      ?.slice(name.length + 1)

  // On the widest domain that the browser takes, as the real one does.
  const write = (name, value) => {
    const domain = location.hostname.split('.').slice(-2).join('.')
    document.cookie = `${name}=${value}; path=/; domain=${domain}; max-age=${twoYears}`
    if (cookieOf(name) !== value) document.cookie = `${name}=${value}; path=/; max-age=${twoYears}`
  }

  /** The visitor's id from `_ga`; both cookies are written anew at every event. */
  const remember = () => {
    const visitor = /^GA1\.\d\.(\d+\.\d+)$/.exec(cookieOf('_ga') ?? '')?.[1] ?? `${random()}.${now()}`
    const session = /^GS2\.1\.s(\d+)\$o(\d+)/.exec(cookieOf(`_ga_${id.slice(2)}`) ?? '')
    write('_ga', `GA1.1.${visitor}`)
    write(`_ga_${id.slice(2)}`, `GS2.1.s${session?.[1] ?? now()}$o${session?.[2] ?? 1}$g${events > 1 ? 1 : 0}$t${now()}$j60$l0$h0`)
    return visitor
  }

  const report = (event) => {
    if (window[`ga-disable-${id}`]) return
    events += 1
    const kept = consent.analytics_storage === 'granted'
    const query = new URLSearchParams({
      v: '2',
      tid: id,
      gcs: `G1${consent.ad_storage === 'granted' ? 1 : 0}${kept ? 1 : 0}`,
      // Without consent the hit goes all the same, with an id that nothing remembers.
      cid: kept ? remember() : `${random()}.${now()}`,
      en: event,
      dl: location.href,
    })
    navigator.sendBeacon(`${collect}?${query}`)
  }

  // Hits wait a moment, so that a consent update that lies later in the queue still holds for them.
  const send = (event) => {
    waiting.push(event)
    setTimeout(() => {
      const ready = waiting
      waiting = []
      for (const one of ready) report(one)
    })
  }

  const commands = {
    config: (target) => {
      if (target === id) send('page_view')
    },
    event: (name) => send(name),
    consent(kind, values) {
      const before = consent.analytics_storage
      for (const type of Object.keys(values)) {
        if (kind === 'update') updated.add(type)
        else if (updated.has(type)) continue
        consent[type] = values[type]
      }
      // A yes that comes after hits were sent without cookies: cookies are written now.
      if (kind === 'update' && before === 'denied' && consent.analytics_storage === 'granted' && events > 0) send('page_view')
    },
  }
  // What is not a call of gtag is meant for Tag Manager.
  const run = (item) => {
    const [command, ...values] = Array.from(item ?? [])
    commands[command]?.(...values)
  }

  window.dataLayer = window.dataLayer || []
  const queue = window.dataLayer
  for (const item of queue) run(item)
  queue.push = (...items) => {
    for (const item of items) run(item)
    return Array.prototype.push.apply(queue, items)
  }

  // The real one reports by itself too, and so writes its cookies long after the page has loaded.
  addEventListener(
    'scroll',
    () => {
      if (scrollY + innerHeight > document.documentElement.scrollHeight * 0.9) send('scroll')
    },
    { once: true },
  )
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') report('user_engagement')
  })
})()
