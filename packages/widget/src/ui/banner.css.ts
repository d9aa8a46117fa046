import { choiceCss } from './Choice.tsx'

/** Styles of the first layer. */
export const bannerCss = `.banner{position:fixed;z-index:2147483647;inset:auto 0 16px;box-sizing:border-box;width:min(680px,100% - 32px);max-height:calc(100% - 32px);overflow:auto;margin:0 auto;padding:20px 24px;border:1px solid #8886;border-radius:calc(var(--radius) * 1.5);background:var(--background);color:var(--text);font:15px/1.5 system-ui,sans-serif;box-shadow:0 8px 32px #0003;\
& h2{margin:0 0 4px;font-size:18px;line-height:1.3}\
& p{margin:0 0 12px}\
& a{color:inherit}\
& .changed{font-weight:600}\
& .settings{display:block;min-height:32px;margin:8px auto 0;padding:4px 12px;border:0;background:none;color:inherit;text-decoration:underline}\
& .unavailable{margin:0;text-align:center}}${choiceCss}`
