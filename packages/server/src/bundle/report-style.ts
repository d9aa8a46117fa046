/** The look of a report, on screen and on paper. */
export const reportStyle = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); --faint: color-mix(in srgb, currentColor 6%, transparent); font: 1rem/1.5 system-ui, sans-serif }
body { margin: 0 }
main { max-width: 62rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem }
h1 { font-size: clamp(1.5rem, 6vw, 2rem); line-height: 1.2; margin: 0 0 .25rem; overflow-wrap: break-word }
h2 { font-size: 1.25rem; margin: 2.75rem 0 .5rem; padding-top: 1rem; border-top: 1px solid var(--line) }
p { margin: .25rem 0 .75rem; max-width: 44rem }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .75rem; margin: 1.5rem 0 }
.figures div { display: flex; flex-direction: column-reverse; justify-content: flex-end; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .5rem }
.figures dt { font-weight: 400; font-size: .9rem }
.figures dd { font-size: 1.6rem; line-height: 1.3; font-weight: 600 }
dl { margin: 0 }
.facts div { display: grid; grid-template-columns: minmax(9rem, 16rem) 1fr; gap: 1rem; padding: .25rem 0 }
dt { font-weight: 600 }
dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; font-variant-numeric: tabular-nums }
th, td { text-align: left; vertical-align: top; padding: .4rem 1.25rem .4rem 0; border-bottom: 1px solid var(--line) }
th:last-child, td:last-child { padding-right: 0 }
th { font-size: .9rem }
.number { text-align: right; white-space: nowrap }
.time { white-space: nowrap }
code, pre { font: .875em/1.5 ui-monospace, monospace; overflow-wrap: anywhere }
pre { max-width: 44rem; box-sizing: border-box; padding: .75rem 1rem; background: var(--faint); border-radius: .25rem; white-space: pre-wrap }
@media screen and (max-width: 40rem) {
  .facts div { grid-template-columns: 1fr; gap: 0 }
  .many thead { display: none }
  .many tr, .many td { display: block }
  .many tr { padding: .4rem 0; border-bottom: 1px solid var(--line) }
  .many td { padding: .1rem 0; border: 0; text-align: left; white-space: normal }
  .many td::before { content: attr(data-name) ": "; font-weight: 600 }
}
@media print {
  @page { margin: 18mm 16mm }
  :root { color-scheme: light; font-size: 10.5pt }
  main { max-width: none; padding: 0 }
  h2 { break-after: avoid; margin-top: 1.75rem }
  thead { display: table-header-group }
  tr, .facts div, .figures, pre { break-inside: avoid }
  .wide { overflow: visible }
  a { color: inherit; text-decoration: none }
}
`
