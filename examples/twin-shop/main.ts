import { serve } from '@hono/node-server'
import { createShop } from './shop.ts'

/** Starts the shop before a consent server that runs on this machine, as docs/rewrite.md tells. */
const server = 'http://localhost:8787/s/twin-shop'
const shop = createShop({ policy: `${server}/policy.json`, blocking: 'automatic' }, `${server}/gate.js`)
serve({ fetch: shop.fetch, port: 3000 }, () => console.log('http://localhost:3000'))
