import { kakburk } from '@kakburk/widget'
import { useSyncExternalStore } from 'react'

/** Whether the visitor has said yes to a category; a component that asks is drawn anew when that changes. On a server it is a no. */
export const useConsent = (category: 'preferences' | 'analytics' | 'marketing'): boolean =>
  useSyncExternalStore(
    onChange,
    () => kakburk.get().grants[category] === true,
    () => false,
  )

const onChange = (listener: () => void) => kakburk.on('change', listener)
