import { createECDH, createPrivateKey, randomUUID, sign } from 'node:crypto'
import { type PublicKey, type Receipt, type SignedReceipt, signedText } from '@kakburk/shared'
import { policyId } from './shop.ts'

export const everything = { analytics: true, marketing: true }
export const nothing = { analytics: false, marketing: false }

/** A browser that holds a key of its own and signs with it. */
export const createVisitor = () => {
  // Not generateKeyPairSync: a key exported from there may wait for its own lock for ever when garbage is collected meanwhile (Node 20).
  const pair = createECDH('prime256v1')
  const point = pair.generateKeys()
  const [x, y] = [point.toString('base64url', 1, 33), point.toString('base64url', 33)]
  const key: PublicKey = { crv: 'P-256', kty: 'EC', x, y }
  const privateKey = createPrivateKey({ key: { ...key, d: pair.getPrivateKey('base64url') }, format: 'jwk' })

  return {
    key,
    /** A receipt of this visitor: a yes to everything, but for what differs; unsigned. */
    receipt: (differing: Partial<Receipt> = {}): Receipt => ({
      v: 1,
      id: randomUUID(),
      site: 'window-shop',
      policy: policyId,
      action: 'accept-all',
      grants: everything,
      previous: null,
      browserTime: '2026-11-20T12:00:00.000Z',
      page: '/kassa',
      language: 'sv',
      key,
      ...differing,
    }),
    sign: (receipt: Receipt): SignedReceipt => ({
      receipt,
      signature: sign('sha256', Buffer.from(signedText(receipt)), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
    }),
    /** The same, signed. */
    signed(differing: Partial<Receipt> = {}): SignedReceipt {
      return this.sign(this.receipt(differing))
    },
  }
}

export type Visitor = ReturnType<typeof createVisitor>
