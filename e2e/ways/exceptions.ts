/** Why something is not held, and what the owner can do. */
export type Exception = { reason: string; cure: string }

const early: Exception = {
  reason: 'the browser asks for it when it reads the tag, before any script of the page is called',
  cure: 'mark it, have the shop’s server rewrite it, or choose strict',
}

const noHook: Exception = {
  reason: 'no function that a script can stand before is called',
  cure: 'choose strict, or send the header',
}

const escaped: Exception = {
  reason: 'an address that is written in escapes of CSS is not read as one',
  cure: 'write it plainly, or choose strict',
}

const closed: Exception = {
  reason: 'a closed shadow tree in the page’s source is shown to no script',
  cure: 'make it an open one, or choose strict',
}

const ownPage: Exception = {
  reason: 'a frame with a page of its own has read that page when the gate can reach into it',
  cure: 'choose strict',
}

const link: Exception = { reason: 'where a link leads is the visitor’s own way, and is not judged', cure: 'choose strict' }

const inWorker: Exception = {
  reason: 'a worker has globals of its own, which a page cannot reach',
  cure: 'choose strict; for shared workers send a Content-Security-Policy with the worker’s file',
}

const header: Exception = { reason: 'it is no tag: the shop’s server asks for it in a header', cure: 'have the shop’s server leave it out' }

const connection: Exception = { reason: 'no policy of a browser covers opening a connection alone', cure: 'leave the tag out' }

/** By way, the reasons for which it is not held somewhere. The first that names the way counts. */
const reasons: readonly (readonly [ids: RegExp, exception: Exception])[] = [
  [/^link-header/, header],
  [/^preconnect|^dns-prefetch/, connection],
  [/^call-(worker|shared-worker)/, inWorker],
  [/^css-escape/, escaped],
  [/^shadow-closed/, closed],
  [/^realm-(blob|srcdoc-parts)/, ownPage],
  [/^call-link-click/, link],
  [/^(style|rule)-property|^svg-base-value|^call-(dynamic|eval|timer)-import|^call-frame-/, noHook],
  [/./, early],
]

export const exceptionFor = (way: string): Exception => (reasons.find(([ids]) => ids.test(way)) as (typeof reasons)[number])[1]
