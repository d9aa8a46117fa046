import type { Look } from '@kakburk/shared'
import { lookCss } from './look.css.ts'

/**
 * Styles of the host and of the control that stays on every page; they come with the gate, so they are short. The host itself has
 * no box, so that no page's layout has one element more. The ring stands on a ground of ours, wherever on the page it is.
 * `isFromRight` says that a language of the site is written from the right; the direction of the page is not ours.
 */
export const controlCss = (look: Look, isFromRight = false): string =>
  `:host{all:initial!important;display:contents!important;direction:ltr!important}` +
  (isFromRight ? ':host([dir=rtl]){direction:rtl!important}' : '') +
  lookCss(':host', look) +
  `button{font:inherit;font-weight:600;line-height:1.4;cursor:pointer}` +
  `:focus-visible{outline:3px solid var(--text);outline-offset:2px;box-shadow:0 0 0 5px var(--background)}` +
  `.control{position:fixed;z-index:2147483646;inset-block-end:12px;inset-inline-start:12px;padding:4px 12px;border:1px solid;border-radius:var(--radius);background:var(--background);color:var(--text);font-size:13px;animation:1ms first}` +
  // Who is transparent in its first frame is no largest paint: the control, the banner and the note.
  `@keyframes first{from{opacity:0}}` +
  `.aside{inset-inline:auto 12px}` +
  `@media print{:host{display:none!important}}`
