import { createQueue } from './queue.ts'
import type { CreateTeller } from './teller.ts'

/** Microsoft Advertising (UET): denied before the tag runs, then the answer. */
export const create: CreateTeller = (services, isGranted) => {
  const say = createQueue('uetq')
  const tell = (verb: string, granted: boolean) => say('consent', verb, { ad_storage: granted ? 'granted' : 'denied' })
  const change = () => tell('update', services.every(isGranted))
  return {
    first(decided) {
      tell('default', false)
      if (decided) change()
    },
    change,
  }
}
