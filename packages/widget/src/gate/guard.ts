import { warn } from '../quiet.ts'
import { write } from './native.ts'
import { trusted } from './trusted.ts'

/**
 * The guard against the browser's preload scanner. After the gate's own tag stands a literal Content-Security-Policy meta;
 * the scanner, which reads raw bytes ahead of every script, obeys it, or in WebKit passes over all that follows, and fetches
 * no tracker. What is written here turns that line into a comment that ends inside an attribute of its own, so the policy itself
 * is never in force. If the gate does
 * not load, or scripts are off, the meta stays alive and nothing but the essential hosts loads.
 *
 * Only a tag with `data-guard` has the meta behind it: without it, a comment opened here would swallow the page.
 */
export const guard = (): void => {
  // A browser ignores what an external script writes too late (HTML, "ignore-destructive-writes counter"), so a page is never wiped.
  write(document, trusted(`<!${'--'}`))
  addEventListener('DOMContentLoaded', () => {
    if (!document.querySelector('meta[name=kakburk]')) warn('data-guard without its <meta>')
  })
}
