import { asideCss } from './keepAside.ts'

/** Styles of the note. What only repeats what can be seen is for the ear alone. It is no largest paint, as the banner is none. */
export const noteCss = `.note{display:flex;position:fixed;z-index:2147483646;inset-block-end:56px;inset-inline-start:12px;box-sizing:border-box;width:min(480px,100% - 24px);max-height:40%;overflow:auto;align-items:start;gap:8px;padding-block:12px;padding-inline:16px 8px;border:1px solid;border-radius:var(--radius);background:var(--background);color:var(--text);box-shadow:0 8px 32px #0003;font:15px/1.5 system-ui,sans-serif;animation:1ms first;\
& p{flex:1;margin:7px 0;overflow-wrap:anywhere}\
& button{min-width:36px;min-height:36px;border:0;background:none;color:inherit;font-size:24px;line-height:1}}\
.note.unseen{animation:none;width:1px;height:1px;padding:0;border:0;overflow:hidden;clip-path:inset(50%)}\
@media print{.note{display:none}}${asideCss}`
