import type { Look } from '@kakburk/shared'
import { lookCss } from './look.css.ts'

/**
 * Styles of what stands in a held frame, whose viewport is the frame itself. The answers stay in sight when the words do not fit.
 * What is smaller than a button shows none: the frame of a tracker is often one pixel.
 */
export const placeholderCss = (look: Look): string =>
  lookCss(':root', look) +
  `section{position:fixed;inset:0;display:grid;overflow:auto;border:1px solid #8886;background:var(--background);color:var(--text);text-align:center}` +
  `img{position:absolute;width:100%;height:100%;object-fit:cover}` +
  `div{position:relative;margin:auto;padding:8px;max-width:60ch;border-radius:var(--radius);background:var(--background)}` +
  `div div{position:sticky;bottom:0}` +
  `b{display:block}` +
  `button{margin:4px;min-height:44px;padding:4px 12px;border:2px solid var(--button-border);border-radius:var(--radius);background:var(--button);color:var(--button-text);font:inherit;cursor:pointer}` +
  `@media(max-height:240px){section{font-size:13px}div{padding:2px}button{margin:1px;min-height:24px;padding:0 8px}}` +
  `@media(max-width:39px),(max-height:39px){section{display:none}}` +
  `@media print{button{display:none}}`
