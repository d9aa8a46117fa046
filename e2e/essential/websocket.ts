import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** Answers each short frame of a web socket with the same frame (RFC 6455), and closes when it is asked to. */
export const echoSocket = (request: IncomingMessage, socket: Duplex): void => {
  const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`
  const protocol = request.headers['sec-websocket-protocol']?.split(',')[0]
  const lines = [
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${createHash('sha1').update(key).digest('base64')}`,
    ...(protocol ? [`Sec-WebSocket-Protocol: ${protocol}`] : []),
  ]
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  socket.on('error', () => socket.destroy())
  socket.on('data', (bytes: Buffer) => {
    for (let at = 0; at < bytes.length; ) {
      const length = (bytes[at + 1] ?? 0) & 127
      const mask = bytes.subarray(at + 2, at + 6)
      const payload = bytes.subarray(at + 6, at + 6 + length).map((byte, n) => byte ^ (mask[n % 4] ?? 0))
      socket.write(Buffer.concat([Buffer.from([bytes[at] ?? 0, length]), payload]))
      if (((bytes[at] ?? 0) & 15) === 8) return socket.end()
      at += 6 + length
    }
  })
}
