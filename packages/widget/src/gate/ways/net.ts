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
    if (disposition === 'enforce' && originalPolicy === meta.content)
      warn('strict mode holds what is not granted or not declared', blockedURI)
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
    .flatMap(([, texts]) => texts.split(' '))
    .map((text) => text.replace(/[/?].*/, ''))
  // Without a port, a host stands for the port of its scheme alone.
  const sources = granted
    .flatMap((host) => [host, `*.${host}`])
    .flatMap((source) => ['', 'ws://', 'wss://'].map((scheme) => `${scheme}${source}:*`))
  return `default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob: ${[gateOrigin, `ws://${own}`, `wss://${own}`, ...new Set(sources)].join(' ')}`
}
