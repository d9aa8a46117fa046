import type { EngineName } from '../engines/contract.ts'

/** Why something is not held, and what the owner can do. */
export type Exception = { reason: string; cure: string }

const early: Exception = {
  reason: 'the browser asks for it when it reads the tag, before any script of the page is called',
  cure: 'mark it, have the shop’s server rewrite it, or choose strict',
}

const scanner: Exception = {
  reason: 'WebKitGTK’s preload scanner reads ahead and does not heed the guard',
  cure: 'mark it, or have the shop’s server rewrite it',
}

const noHook: Exception = {
  reason: 'no function that a script can stand before is called',
  cure: 'choose strict, or send the header',
}

const inWorker: Exception = {
  reason: 'a worker has globals of its own, which a page cannot reach',
  cure: 'choose strict; for shared workers send a Content-Security-Policy with the worker’s file',
}

const header: Exception = { reason: 'it is no tag: the shop’s server asks for it in a header', cure: 'have the shop’s server leave it out' }

const connection: Exception = { reason: 'no policy of a browser covers opening a connection alone', cure: 'leave the tag out' }

/** By way, the reasons for which it is not held somewhere. The first that names the way counts. */
const reasons: readonly (readonly [ids: RegExp, exception: Exception, engine?: EngineName])[] = [
  [/^link-header/, header],
  [/^preconnect|^dns-prefetch/, connection],
  [/^call-(worker|shared-worker)/, inWorker],
  [
    /^(style-property|insert-rule|adopted-sheet|css-escape|svg-base-value|call-(dynamic|eval|timer)-import|call-link-click|call-frame|call-fetch-later|call-cache|call-font|realm-blob|realm-srcdoc-parts|shadow-closed)/,
    noHook,
  ],
  [/./, scanner, 'webkit'],
  [/./, early],
]

export const exceptionFor = (way: string, engine: EngineName): Exception =>
  (reasons.find(([ids, , only]) => ids.test(way) && (only ?? engine) === engine) as (typeof reasons)[number])[1]
