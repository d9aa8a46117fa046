/** Styles of the owner's panel. It is nobody's but the owner's, so it does not wear the shop's colours. */
export const explainCss = `:host{all:initial!important}\
section{position:fixed;z-index:2147483647;inset:auto 0 0;display:flex;flex-direction:column;gap:8px;box-sizing:border-box;height:45vh;min-height:12em;padding:12px 16px;border-top:3px solid;background:#fff;color:#1c1c1c;font:14px/1.4 system-ui,sans-serif;box-shadow:0 0 24px #0004}\
header{display:flex;flex-wrap:wrap;align-items:center;gap:4px 16px}\
h2,p{margin:0;font-size:1em}\
button,input{font:inherit;min-height:28px;vertical-align:middle}\
button{margin-left:auto}\
div{flex:1;overflow:auto}\
table{border-collapse:collapse;width:100%}\
th,td{padding:4px 8px;border-bottom:1px solid #ccc;text-align:left;vertical-align:top}\
th{position:sticky;top:0;background:#fff}\
td:nth-child(3),td:nth-child(5){overflow-wrap:anywhere}\
td:first-child{white-space:nowrap}\
.held td:first-child{font-weight:700;color:#a40000}\
@media print{section{display:none}}`
