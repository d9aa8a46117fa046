// The demo's panel. Asks the shop's own server every second what reached the vendors, and draws it. Stores nothing.
;(async () => {
  const { since, services: present, server } = document.currentScript.dataset
  const categories = { necessary: 'Nödvändig', preferences: 'Bekvämlighet', analytics: 'Statistik', marketing: 'Marknadsföring' }
  const marks = { ran: '●', waits: '◌', stopped: '■', idle: '○', wrong: '▲' }

  const element = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties)
    made.append(...children)
    return made
  }
  const clock = (time) => new Date(time).toLocaleTimeString('sv-SE')

  const services = await (await fetch('/demo/services')).json()
  const sheet = await new CSSStyleSheet().replace(await (await fetch('/demo/panel.css')).text())
  const asked = Object.keys(categories).filter((name) => name !== 'necessary' && services.some(({ category }) => category === name))

  const mayRun = ({ id, category }, { grants }) => category === 'necessary' || grants[category] === true || grants[id] === true

  /** What a service does on this page: whether it ran, and whether that is what the visitor wants. */
  const stateOf = (service, hits, decision) => {
    const own = hits.filter((hit) => hit.service === service.id)
    const calls = own.length
    const allowed = mayRun(service, decision)
    if (calls === 0) return allowed ? { kind: 'idle', text: 'får köra', calls } : { kind: 'waits', text: 'väntar', calls }
    if (allowed) return { kind: 'ran', text: 'kör', calls }
    // The decision's clock has whole seconds: what came in the same second came before it.
    const stopped = decision.decided && own.every(({ time }) => time < Date.parse(decision.decidedAt) + 1000)
    return stopped ? { kind: 'stopped', text: 'stoppad', calls } : { kind: 'wrong', text: 'kör utan ja', calls }
  }

  const ownerOf = (cookie) =>
    services.find(({ cookies }) =>
      cookies.some((pattern) =>
        pattern.endsWith('*')
          ? cookie.startsWith(pattern.slice(0, -1))
          : pattern.startsWith('*')
            ? cookie.endsWith(pattern.slice(1))
            : cookie === pattern,
      ),
    )

  const row = (kind, name, state, about) =>
    element(
      'li',
      { className: kind },
      element('span', { className: 'mark', textContent: marks[kind], ariaHidden: 'true' }),
      name,
      element('span', { className: 'state', textContent: state }),
      element('span', { className: 'about', textContent: about }),
    )
  const nameOf = (text) => element('span', { className: 'name', textContent: text })
  const codeOf = (text) => element('code', { textContent: text })

  const serviceRow = ({ name, category }, { kind, text, calls }) =>
    row(kind, nameOf(name), text, `${categories[category]}${calls ? `, ${calls} anrop` : ''}`)

  const cookieRow = (cookie, decision) => {
    if (cookie === 'kakburk') return row('ran', codeOf(cookie), 'nödvändig', 'Minns ditt val')
    const owner = ownerOf(cookie)
    if (!owner) return row('wrong', codeOf(cookie), 'okänd', 'Står inte i policyn')
    const allowed = mayRun(owner, decision)
    return row(allowed ? 'ran' : 'wrong', codeOf(cookie), categories[owner.category].toLowerCase(), owner.about)
  }

  const answer = (category, decision) => {
    const inCategory = services.filter((service) => service.category === category)
    const granted = inCategory.filter((service) => mayRun(service, decision))
    if (granted.length === inCategory.length) return { word: 'ja', kind: 'yes' }
    return granted.length ? { word: granted.map(({ name }) => name).join(', '), kind: 'yes' } : { word: 'nej', kind: 'no' }
  }

  const choice = (decision) => {
    if (!window.kakburk) return [element('p', { textContent: 'Kakburk finns inte på sidan. Inget hålls tillbaka.' })]
    if (!decision.decided) return [element('p', { textContent: 'Inget svar än. Allt som inte är nödvändigt väntar.' })]
    const answers = asked.map((category) => {
      const { word, kind } = answer(category, decision)
      return element('li', {}, element('span'), categories[category], element('span', { className: `state ${kind}`, textContent: word }))
    })
    return [element('ul', {}, ...answers), element('p', { className: 'foot', textContent: `Svarade kl. ${clock(decision.decidedAt)}` })]
  }

  const host = element('aside', { id: 'kakburk-demo', lang: 'sv', ariaLabel: 'Demo: vad som händer på sidan' })
  const root = host.attachShadow({ mode: 'open' })
  const count = element('span', { className: 'count' })
  const decided = element('div')
  const list = element('ul')
  const jar = element('ul')
  const requests = element('ul', { className: 'requests' })
  const details = element(
    'details',
    { open: matchMedia('(min-width: 1180px)').matches },
    element('summary', {}, 'Demo', count),
    element(
      'div',
      { className: 'inside' },
      element('h2', { textContent: 'Ditt svar' }),
      decided,
      element('h2', { textContent: 'Tjänster på den här sidan' }),
      list,
      element('h2', { textContent: 'Kakor i webbläsaren' }),
      jar,
      element('h2', { textContent: 'Anrop till andra' }),
      requests,
      element('p', { className: 'foot', textContent: server ? `Kvitton tas emot av ${server}` : '' }),
    ),
  )
  root.adoptedStyleSheets = [sheet]
  root.append(details)

  let drawn = ''

  const draw = (hits, cookies) => {
    const decision = window.kakburk?.get() ?? { decided: false, grants: {} }
    const state = JSON.stringify([hits, cookies, decision, Boolean(window.kakburk)])
    if (state === drawn) return
    drawn = state

    const shown = services
      .filter(({ id }) => present.split(' ').includes(id))
      .map((service) => ({ service, state: stateOf(service, hits, decision) }))
    const ran = shown.filter(({ state }) => state.kind === 'ran' || state.kind === 'wrong').length
    const waiting = shown.filter(({ state }) => state.kind === 'waits' || state.kind === 'stopped').length
    count.textContent = `${ran} kör, ${waiting} väntar`
    decided.replaceChildren(...choice(decision))
    list.replaceChildren(...shown.map(({ service, state }) => serviceRow(service, state)))
    jar.replaceChildren(
      ...(cookies.length ? cookies.map((cookie) => cookieRow(cookie, decision)) : [element('p', { textContent: 'Inga.' })]),
    )
    const latest = hits.slice(-6).reverse()
    requests.replaceChildren(
      ...(latest.length
        ? latest.map(({ time, host, path }) => element('li', {}, element('span', { textContent: clock(time) }), codeOf(host + path)))
        : [element('p', { textContent: 'Inga än.' })]),
    )
  }

  const refresh = async () => {
    const answer = await fetch(`/demo/hits?since=${since}`).catch(() => undefined)
    if (!answer?.ok) return
    const { hits, cookies } = await answer.json()
    const seen = document.cookie
      .split('; ')
      .filter(Boolean)
      .map((pair) => pair.split('=')[0])
    draw(hits, [...new Set([...cookies, ...seen])].sort())
  }

  await refresh()
  document.body.append(host)
  window.kakburk?.on('change', refresh)
  setInterval(() => {
    if (document.visibilityState === 'visible') refresh()
  }, 1000)
})()
