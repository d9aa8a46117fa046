import { silently } from '../quiet.ts'

/**
 * Loads those of the chosen frames that the browser has left blank. Firefox gives each frame of a page that is loaded anew the address that
 * it showed when the page was left, and one that was held showed none (seen in Firefox 153). Until the page has loaded a blank frame may
 * be on its way, as a lazy one may be after it; that of a `javascript:` address is called blank for good.
 */
export const fillFrames = (isChosen: (frame: Element) => boolean): void => {
  const fill = () => {
    for (const frame of document.querySelectorAll('iframe[src]:not([loading=lazy],[src^="javascript:"])')) {
      if (isChosen(frame) && silently(() => (frame as HTMLIFrameElement).contentWindow?.location.href) === 'about:blank')
        frame.setAttribute('src', frame.getAttribute('src') as string)
    }
  }
  if (document.readyState === 'complete') fill()
  else addEventListener('load', fill, { once: true })
}
