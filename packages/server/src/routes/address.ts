import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/**
 * The address that a request comes from: as a trusted proxy says it in a header, of which the last one is the proxy's own word,
 * else that of the connection. Empty when there is neither. It is kept nowhere but in memory, for minutes.
 */
export const readAddress = (c: Context, header: string | undefined): string =>
  (header && c.req.header(header)?.split(',').at(-1)?.trim()) || (c.env?.incoming ? (getConnInfo(c).remote.address ?? '') : '')
