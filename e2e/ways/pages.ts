import type { At, Part, Way } from './way.ts'
import { script } from './way.ts'

/** A part of a page that is no way past the gate, but what a shop has. */
export const thing = (id: string, part: (at: At) => Part): Way => ({ id, kind: 'static', name: id, part })

/** A script that the page inserts, since what stands in the source some engines fetch ahead. */
export const inserted = (id: string, file: string) =>
  thing(id, (at) => ({ body: script(`const s = document.createElement('script'); s.src = '${at.file(file)}'; document.head.append(s)`) }))

/** A tracker that runs once. */
export const plain = inserted('plain', 'a.js')

const vendor = { purpose: { sv: 'Prov' }, controller: 'Vendor Inc', country: 'US' }

const belongings = (names: string) => ({
  cookies: [{ name: names, lifetime: 'P2Y' }],
  storage: ['local', 'session'].map((area) => ({ area, key: names })),
})

/** A policy's services with a tracker for analytics and a pixel for marketing, which keep things under names of their own. */
export const twoServices = {
  services: [
    'shop-cart',
    { ...vendor, id: 'tracker', name: 'Tracker', category: 'analytics', hosts: ['tracker.localhost'], ...belongings('_tr*') },
    { ...vendor, id: 'pixel', name: 'Pixel', category: 'marketing', hosts: ['pixel.localhost'], ...belongings('_px*') },
  ],
}
