import { createExamples, type ExampleOptions } from './index.ts'

/** A cookie as a browser keeps it: its value, and the attributes that it came with. */
type KeptCookie = { value: string; attributes: string }

/** Someone who goes through one of the shops without scripts: keeps cookies, and sends forms with the token of their page. */
export const createVisitor = (host: string, options: ExampleOptions = {}) => {
  const examples = createExamples(options)
  const jar = new Map<string, KeptCookie>()

  const send = async (path: string, init: RequestInit = {}) => {
    const headers = { cookie: [...jar].map(([name, { value }]) => `${name}=${value}`).join('; '), ...init.headers }
    const response = await examples.fetch(new Request(`http://${host}:4871${path}`, { ...init, headers }))
    for (const line of response.headers.getSetCookie()) keep(line)
    return response
  }

  const keep = (line: string) => {
    const [, name = '', value = '', attributes = ''] = /^([^=]+)=([^;]*);? ?(.*)$/.exec(line) ?? []
    if (attributes.includes('Max-Age=0')) jar.delete(name)
    else jar.set(name, { value, attributes })
  }

  return {
    jar,
    examples,
    get: (path: string) => send(path),
    text: async (path: string) => (await send(path)).text(),
    post: (path: string, fields: Record<string, string>) => send(path, { method: 'POST', body: new URLSearchParams(fields) }),

    /** Opens a page and sends a form of it, with the token that the page holds. */
    async submit(page: string, action: string, fields: Record<string, string>) {
      const csrf = /name="csrf" value="([^"]+)"/.exec(await (await send(page)).text())?.[1] ?? ''
      return send(action, { method: 'POST', body: new URLSearchParams({ csrf, ...fields }) })
    },

    /** Closes the browser: what has no lifetime is gone. */
    close() {
      for (const [name, { attributes }] of jar) if (!attributes.includes('Max-Age')) jar.delete(name)
    },
  }
}
