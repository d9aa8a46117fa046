import { warn } from '../../quiet.ts'

/**
 * The net under everything else in strict mode: a Content-Security-Policy for what no script can hold back. It names the hosts that
 * are let go or granted, and cannot be lifted while the page lives, so a yes loads the page anew.
 */
export const castNet = (hosts: Readonly<Record<string, string>>, gateOrigin: string, isGranted: (name: string) => boolean): void => {
  const meta = document.createElement('meta')
  meta.httpEquiv = 'Content-Security-Policy'
  meta.content = allowList(hosts, gateOrigin, location.host, isGranted)
  ;(document.head ?? document.documentElement).append(meta)
  addEventListener('securitypolicyviolation', ({ blockedURI, disposition, originalPolicy }) => {
    if (disposition === 'enforce' && originalPolicy === meta.content) warn('strict mode holds', blockedURI)
  })
}

/** The directive. It restricts where things come from and not what they are: inline code and `eval` stay what the page's own policy makes of them. */
export const allowList = (
  hosts: Readonly<Record<string, string>>,
  gateOrigin: string,
  own: string,
  isGranted: (name: string) => boolean,
): string => {
  const granted = Object.entries(hosts)
    .filter(([name]) => isGranted(name))
    .flatMap(([, texts]) => texts.replace(/[/?]\S*/g, '').split(' '))
  // Without a port, a host stands for the port of its scheme alone. `ws:` stands for `wss:` too (CSP 3, 6.7.2.8), no scheme for neither.
  const sources = granted.flatMap((host) => [host, `*.${host}`]).flatMap((source) => [`${source}:*`, `ws://${source}:*`])
  return `default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob: ${[gateOrigin, `ws://${own}`, ...new Set(sources)].join(' ')}`
}
