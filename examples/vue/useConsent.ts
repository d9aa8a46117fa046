import { kakburk } from '@kakburk/widget'
import { onMounted, onScopeDispose, type Ref, readonly, ref } from 'vue'

/** Whether the visitor has said yes to a category, as it is now. On a server it is a no. */
export const useConsent = (category: 'preferences' | 'analytics' | 'marketing'): Readonly<Ref<boolean>> => {
  const granted = ref(false)
  const read = () => {
    granted.value = kakburk.get().grants[category] === true
  }
  // What a server has drawn is taken over before it changes.
  onMounted(read)
  onScopeDispose(kakburk.on('change', read))
  return readonly(granted)
}
