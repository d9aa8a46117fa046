import type { Look } from '@kakburk/shared'
import { lookCss } from './look.css.ts'

/**
 * Styles of what stands in a held frame, whose viewport is the frame itself. The answers stay in sight when the words do not fit.
 * What is smaller than a button shows none: the frame of a tracker is often one pixel.
 */
export const placeholderCss = (look: Look): string =>
  lookCss(':root', look) +
  `section{position:fixed;inset:0;display:grid;grid:auto/100%;overflow:auto;border:1px solid #8886;border-radius:var(--radius);background:var(--background);color:var(--text);text-align:center}` +
  `img{position:absolute;width:100%;height:100%;object-fit:cover}` +
  `div{position:relative;margin:auto;padding:16px;max-width:60ch;border-radius:var(--radius);background:var(--background)}` +
  // As wide and as high as one another, so that none goes before the other.
  `div div{display:grid;grid:auto-flow 1fr/repeat(auto-fit,minmax(min(160px,100%),1fr));gap:8px;position:sticky;bottom:0;padding:8px 0}` +
  `b{display:block}` +
  `button{min-height:44px;padding:4px 12px;border:2px solid var(--button-border);border-radius:var(--radius);background:var(--button);color:var(--button-text);font:inherit;font-weight:600;cursor:pointer}` +
  `small button{min-height:32px;border:0;background:none;color:inherit;font-weight:400;text-decoration:underline}` +
  `@media(max-height:240px){section{font-size:13px}div{padding:2px}div div{gap:2px;padding:2px}button{min-height:24px!important;padding:0 8px}}` +
  `@media(max-width:39px),(max-height:39px){section{display:none}}` +
  `@media print{button{display:none}}`
