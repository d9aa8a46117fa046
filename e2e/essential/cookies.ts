import { type Check, inPage } from './check.ts'

/** Cookies and storage that a shop cannot do without. */
export const cookieChecks: Check[] = [
  {
    name: 'cart and login cookies that the server sets',
    async run({ tab, own }) {
      const cookies = [
        'cart=3; Path=/',
        'login=anna; Path=/; HttpOnly; SameSite=Lax',
        'AWSALB=node2; Path=/',
        'PHPSESSID=s1; Path=/; HttpOnly',
      ]
      await tab.goto(own(`/api/cookies?${cookies.map(encodeURIComponent).join('&')}`))
      await tab.goto(own('/'))
      await tab.waitForLoadState('load')
      await tab.goto(own('/?next'))
      return tab.evaluate(async () => {
        const { cookie } = await fetch('/api/echo').then((answer) => answer.json())
        const seen = (text: string) =>
          text
            .split('; ')
            .filter((pair) => /^(cart|login|AWSALB|PHPSESSID)=/.test(pair))
            .sort()
        return { page: seen(document.cookie), server: seen(cookie) }
      })
    },
    gives: { page: ['AWSALB=node2', 'cart=3'], server: ['AWSALB=node2', 'PHPSESSID=s1', 'cart=3', 'login=anna'] },
  },
  {
    name: 'cookies that a script sets, changes and deletes',
    async run({ tab, own }) {
      await tab.evaluate(() => {
        document.cookie = 'basket=1; path=/'
        document.cookie = 'basket=2; path=/; max-age=600; SameSite=Lax'
        document.cookie = 'sort=price; path=/; expires=Fri, 01 Jan 2100 00:00:00 GMT'
        document.cookie = 'gone=1; path=/'
        document.cookie = 'gone=; path=/; max-age=0'
        document.cookie = 'plain'
        document.cookie = 'AWSALBCORS=node1; path=/; Secure; SameSite=None'
      })
      await tab.goto(own('/?next'))
      await tab.waitForLoadState('load')
      return tab.evaluate(() =>
        document.cookie
          .split('; ')
          .filter((pair) => /^(basket|sort|gone|plain|AWSALBCORS)/.test(pair))
          .sort(),
      )
    },
    gives: ['AWSALBCORS=node1', 'basket=2', 'plain', 'sort=price'],
  },
  inPage(
    'the cookie store',
    async () => {
      const { cookieStore } = window as unknown as {
        cookieStore: EventTarget & {
          set(name: string | object, value?: string): Promise<undefined>
          get(name: string): Promise<{ name: string; value: string } | null>
          delete(name: string): Promise<undefined>
        }
      }
      const changed = new Promise<string>((done) =>
        cookieStore.addEventListener(
          'change',
          (event) => done((event as unknown as { changed: { name: string }[] }).changed[0]?.name ?? ''),
          {
            once: true,
          },
        ),
      )
      const set = await cookieStore.set('wish', 'chair')
      const told = await changed
      await cookieStore.set({ name: 'size', value: 'xl', path: '/' })
      const both = [await cookieStore.get('wish'), await cookieStore.get('size')].map((cookie) => `${cookie?.name}=${cookie?.value}`)
      await cookieStore.delete('wish')
      await cookieStore.delete('size')
      return { set, told, both, left: await cookieStore.get('wish') }
    },
    { told: 'wish', both: ['wish=chair', 'size=xl'], left: null },
  ),
  {
    name: 'a CSRF token, from the cookie into headers and a field',
    async run({ tab, own }) {
      await tab.goto(
        own(`/api/cookies?${encodeURIComponent('XSRF-TOKEN=t0k3n; Path=/')}&${encodeURIComponent('_csrf=x; Path=/; HttpOnly')}`),
      )
      await tab.goto(own('/'))
      return tab.evaluate(async () => {
        const token = /XSRF-TOKEN=(\w+)/.exec(document.cookie)?.[1] ?? 'none'
        const headers = { 'x-csrf-token': token, 'x-requested-with': 'XMLHttpRequest' }
        const byFetch = await fetch('/api/echo', { method: 'POST', headers, body: 'a=1' }).then((answer) => answer.json())
        const byRequest = await new Promise<{ csrf: string; cookie: string }>((done) => {
          const request = new XMLHttpRequest()
          request.open('POST', '/api/echo')
          for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
          request.onload = () => done(JSON.parse(request.responseText))
          request.send()
        })
        const carries = ({ cookie }: { cookie: string }) => cookie.includes('XSRF-TOKEN=t0k3n') && cookie.includes('_csrf=x')
        return [byFetch.csrf, byFetch.by, carries(byFetch), byRequest.csrf, carries(byRequest)]
      })
    },
    gives: ['t0k3n', 'XMLHttpRequest', true, 't0k3n', true],
  },
  {
    name: 'storage by method and by assignment, over pages',
    async run({ tab, own }) {
      await tab.evaluate(() => {
        localStorage.setItem('cart-items', '[1]')
        localStorage.theme = 'dark'
        localStorage['last seen'] = 'chair'
        sessionStorage.setItem('step', '2')
        sessionStorage.draft = 'x'
        localStorage.gone = '1'
        delete localStorage.gone
      })
      await tab.goto(own('/?next'))
      await tab.waitForLoadState('load')
      return tab.evaluate(() => {
        const told = [localStorage.getItem('cart-items'), localStorage.theme, localStorage.getItem('last seen'), localStorage.gone ?? null]
        const session = [sessionStorage.step, sessionStorage.getItem('draft'), sessionStorage.length]
        for (const key of ['cart-items', 'theme', 'last seen']) localStorage.removeItem(key)
        sessionStorage.clear()
        return [...told, ...session, 'theme' in localStorage, sessionStorage.length]
      })
    },
    gives: ['[1]', 'dark', 'chair', null, '2', 'x', 2, false, 0],
  },
  inPage('a storage event in another frame', async () => {
    const frame = document.createElement('iframe')
    frame.src = '/frame.html'
    await new Promise((done) => {
      frame.onload = done
      document.body.append(frame)
    })
    const heard = new Promise((done) => frame.contentWindow?.addEventListener('storage', ({ key, newValue }) => done([key, newValue])))
    localStorage.setItem('stock', '4')
    const told = await heard
    localStorage.removeItem('stock')
    return told
  }, ['stock', '4']),
  inPage(
    'an indexed database',
    async () => {
      const settled = <T>(request: IDBRequest<T>) =>
        new Promise<T>((done, fail) => {
          request.onsuccess = () => done(request.result)
          request.onerror = () => fail(request.error)
        })
      const opening = indexedDB.open('shop', 1)
      opening.onupgradeneeded = () => opening.result.createObjectStore('cart')
      const database = await settled(opening)
      await settled(database.transaction('cart', 'readwrite').objectStore('cart').put({ chair: 2 }, 'mine'))
      const read = await settled(database.transaction('cart').objectStore('cart').get('mine'))
      database.close()
      await settled(indexedDB.deleteDatabase('shop'))
      return read
    },
    { chair: 2 },
  ),
  inPage('a cache and a lock', async () => {
    const cache = await caches.open('shop')
    await cache.add('/data.json')
    const kept = await (await cache.match('/data.json'))?.json()
    await caches.delete('shop')
    return [kept, await navigator.locks.request('cart', async (lock) => lock?.name)]
  }, [{ price: 250 }, 'cart']),
  inPage(
    'a broadcast channel between frames',
    async () => {
      const [here, there] = [new BroadcastChannel('cart'), new BroadcastChannel('cart')]
      const heard = new Promise((done) => {
        there.onmessage = ({ data }) => done(data)
      })
      here.postMessage({ items: 2 })
      const told = await heard
      here.close()
      there.close()
      return told
    },
    { items: 2 },
  ),
]
