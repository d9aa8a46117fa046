import { type Ref, watch } from 'vue'
import { useConsent } from './useConsent.ts'

declare global {
  interface Window {
    gtag(command: 'event', name: string, values: Record<string, string>): void
  }
}

/** Counts each page that a visitor sees who has said yes; the one on which they say it, too. Says whether it does. */
export const usePageViews = (path: Readonly<Ref<string>>): Readonly<Ref<boolean>> => {
  const granted = useConsent('analytics')
  watch([granted, path], () => {
    if (granted.value) window.gtag('event', 'page_view', { page_location: location.origin + path.value })
  })
  return granted
}
