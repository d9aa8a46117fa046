import { silently } from '../quiet.ts'

/**
 * Loads those of the chosen frames that the browser has left blank. Firefox gives each frame of a page that is loaded anew the address that
 * it showed when the page was left, and one that was held showed none (seen in Firefox 153).
 */
export const fillFrames = (isChosen: (frame: Element) => boolean): void => {
  for (const frame of document.querySelectorAll('iframe')) {
    const address = frame.getAttribute('src')
    if (address && isChosen(frame) && silently(() => frame.contentWindow?.location.href) === 'about:blank')
      frame.setAttribute('src', address)
  }
}
