import { choiceCss } from './Choice.tsx'

/**
 * Styles of the second layer. At first it takes no pointer: its answers may lie under the finger that has opened it, and who taps twice has not
 * answered.
 */
export const preferencesCss = `.preferences{box-sizing:border-box;width:min(640px,100% - 24px);max-height:min(760px,100% - 24px);padding:0;border:1px solid #8886;border-radius:calc(var(--radius) * 1.5);background:var(--background);color:var(--text);overflow:auto;overflow-wrap:anywhere;animation:1ms .5s backwards opened;\
&[open]{display:flex;flex-direction:column}\
&::backdrop{background:#0007}\
& h2,& h3,& h4{margin:0;line-height:1.3}\
& h2{font-size:20px}& h3{font-size:16px}& h4{font-size:1em}\
& p{margin:0 0 8px}& a{color:inherit}& dl{margin:0}& dl div{margin-top:8px}& dt,& dd{display:inline;margin:0}& dd::before{content:" · "}\
& code{font-size:14px}\
& .head,& .line{display:flex;justify-content:space-between;align-items:center;gap:12px}\
& .head{padding:16px 24px 8px}\
& .body{flex:auto;min-height:9em;overflow:auto;padding:0 24px}\
& .line{margin-bottom:4px}\
& .close{min-width:36px;min-height:36px;margin-inline-end:-10px;border:0;background:none;color:inherit;font-size:24px;line-height:1}\
& .category{padding:14px 0 12px;border-top:1px solid #8886}\
& summary{min-height:24px;cursor:pointer}\
& .mine a{display:inline-block;margin-inline-end:16px;padding:2px 0}\
& .service{margin:8px 0;padding:10px 12px;border-radius:var(--radius);background:#8881}\
& .foot{padding:12px 24px 16px;border-top:1px solid #8886}\
& .settings{display:block;min-height:32px;margin:8px auto 0;padding:4px 12px;border:0;background:none;color:inherit;text-decoration:underline}\
& input{appearance:none;flex:none;position:relative;width:44px;height:26px;margin:0;border:2px solid var(--text);border-radius:13px;background:none;cursor:pointer}\
& input::before{content:"";position:absolute;inset-block:3px;inset-inline-start:3px;width:16px;border-radius:50%;background:var(--text)}\
& input:checked{background:var(--text)}\
& input:checked::before{background:var(--background);inset-inline-start:21px}\
& input:indeterminate::before{inset-inline-start:12px}}\
@keyframes opened{from{pointer-events:none}}\
@media(max-width:599px){.preferences .head,.preferences .body,.preferences .foot{padding-inline:16px}.preferences .choices{display:flex;flex-wrap:wrap;justify-content:center;gap:8px}.preferences .choice{width:calc(50% - 4px)}}\
@media(forced-colors:active){.preferences input::before{background:ButtonText!important}}${choiceCss}`
