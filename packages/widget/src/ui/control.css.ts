import type { Look } from '@kakburk/shared'

/** Styles of the host and of the control that stays on every page; they come with the gate, so they are short. */
export const controlCss = ({ background, text, button, buttonText, radius }: Look): string =>
  `:host{all:initial!important;--background:${background};--text:${text};--button:${button};--button-text:${buttonText};--radius:${radius}px}` +
  `button{font:600 15px/1.4 system-ui,sans-serif;cursor:pointer}` +
  `:focus-visible{outline:3px solid var(--button);outline-offset:2px}` +
  `.control{position:fixed;z-index:2147483646;inset:auto auto 12px 12px;padding:4px 12px;border:1px solid;border-radius:var(--radius);background:var(--background);color:var(--text);font-size:13px}` +
  `@media print{.control{display:none}}`
