import type { Look } from '@kakburk/shared'
import { choiceCss } from './Choice.tsx'

/**
 * Styles of the first layer in its place. On a small screen it stands at the bottom wherever it was wished. Its first frame is
 * transparent: what was so when it was painted first is never the largest paint of the page, which is the shop's
 * (https://www.w3.org/TR/largest-contentful-paint/).
 */
export const bannerCss = ({ position = 'bottom' }: Look): string =>
  `.banner{display:block;position:fixed;z-index:2147483647;inset:auto 0 16px;box-sizing:border-box;width:min(680px,100% - 32px);max-height:calc(100% - 32px);overflow:auto;margin:0 auto;padding:20px 24px 16px;border:1px solid #8886;border-radius:calc(var(--radius) * 1.5);background:var(--background);color:var(--text);box-shadow:0 8px 32px #0003;animation:1ms first;\
& h2{margin:0 0 6px;font-size:18px;line-height:1.3}\
& p{margin:0 0 14px}\
& a{color:inherit}\
& .changed{font-weight:600}\
& .settings{display:block;min-height:32px;margin:8px auto 0;padding:4px 12px;border:0;background:none;color:inherit;text-decoration:underline}\
& .unavailable{margin:0;text-align:center}}${choiceCss}${placeCss[position]}\
@media(max-width:599px){.banner{bottom:8px;width:calc(100% - 16px);max-height:calc(100% - 16px);padding:16px 20px 12px}}`

const placeCss: Record<NonNullable<Look['position']>, string> = {
  bottom: '',
  bar:
    '@media(min-width:900px){.banner{inset:auto 0 0;display:grid;grid:auto/1fr minmax(330px,380px);align-items:center;column-gap:40px;width:100%;padding:20px max(24px,50% - 580px) 12px;border-width:1px 0 0;border-radius:0;' +
    '& h2,& p{grid-column:1}& p{margin:0 0 4px}& .choices{grid-area:1/2/span 4}& .settings{grid-column:1;margin:0;padding:4px 0;justify-self:start}& .unavailable{text-align:start}}}',
  corner: '@media(min-width:600px){.banner{inset-inline:16px auto;width:400px;margin:0}}',
  centre: '@media(min-width:600px){.banner{inset:0;width:520px;height:fit-content;margin:auto}}',
}
