import { ConsentProblem, canonical, parseSignedReceipt, type SignedReceipt } from '@kakburk/shared'

/**
 * Reads what was posted. It must be canonical JSON (RFC 8785) of a signed receipt, as the widget writes it: so a name that
 * stands twice, of which `JSON.parse` would silently keep the last, and whatever else two readers could read in two ways, is
 * refused. Throws `body-not-json`, or `receipt-invalid` with every fault.
 */
export const parsePosted = (body: Uint8Array): SignedReceipt => {
  const text = parseText(body)
  const signed = parseSignedReceipt(parseJson(text))
  if (readCanonical(signed) !== text) {
    throw new ConsentProblem('receipt-invalid', 'receipt: expected canonical JSON (RFC 8785), every name once and no lone surrogates')
  }
  return signed
}

const parseText = (body: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
  } catch (error) {
    throw new ConsentProblem('body-not-json', 'body: expected JSON in UTF-8', [], { cause: error })
  }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ConsentProblem('body-not-json', 'body: expected JSON', [], { cause: error })
  }
}

/** Undefined for what has no canonical form. */
const readCanonical = (value: unknown): string | undefined => {
  try {
    return canonical(value)
  } catch {
    return
  }
}
