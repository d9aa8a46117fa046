import { createPage } from './bytes.ts'
import type { Plan } from './plan.ts'

/** A page as a stream, in whatever pieces it comes: what can leave leaves at once. */
export const createPageStream = (plan: Plan, report: (error: unknown) => void): TransformStream<Uint8Array, Uint8Array> => {
  const page = createPage(plan, report)
  const send = (controller: TransformStreamDefaultController<Uint8Array>, bytes: Uint8Array) => {
    if (bytes.length > 0) controller.enqueue(bytes)
  }
  return new TransformStream({
    transform: (bytes, controller) => send(controller, page.push(bytes)),
    flush: (controller) => send(controller, page.end()),
  })
}
