import { useEffect } from 'react'
import { useConsent } from './useConsent.ts'

declare global {
  interface Window {
    gtag(command: 'event', name: string, values: Record<string, string>): void
  }
}

/** Counts each page that a visitor sees who has said yes; the one on which they say it, too. Says whether it does. */
export const usePageViews = (path: string): boolean => {
  const granted = useConsent('analytics')
  useEffect(() => {
    if (granted) window.gtag('event', 'page_view', { page_location: location.origin + path })
  }, [granted, path])
  return granted
}
