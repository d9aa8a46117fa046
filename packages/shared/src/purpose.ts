import * as v from 'valibot'
import { idSchema, type Localized, localizedSchema } from './service.ts'
import { writtenSchema } from './written.ts'

/** A purpose beside cookies to which visitors consent by ticking a box of the shop's own, such as a newsletter. */
export const purposeSchema = v.strictObject({
  /** As the box names it: `data-kakburk-purpose`. It may be that of a service: the two are never in one receipt. */
  id: v.pipe(
    idSchema,
    v.check((id) => !(id in {}), 'expected an id that JavaScript does not use itself'),
  ),
  /** What it is called where visitors see their consent; without it the id. */
  name: v.optional(
    v.lazy((name) => (typeof name === 'object' ? localizedSchema : writtenSchema('a name'))) as v.GenericSchema<string | Localized>,
  ),
  /** What it is for, in the visitor's words. */
  purpose: v.optional(localizedSchema),
})

export type Purpose = v.InferOutput<typeof purposeSchema>

/** The purposes of a policy. */
export const purposesSchema = v.pipe(
  v.array(purposeSchema),
  v.maxLength(20, 'expected at most 20 purposes'),
  v.check((purposes) => new Set(purposes.map(({ id }) => id)).size === purposes.length, 'expected each purpose once'),
)
