import { type Encoding, encodings } from '../sites/served.ts'

/** The smallest form that an Accept-Encoding header allows; whoever allows none gets the text as it is. */
export const chooseEncoding = (header: string | undefined): Encoding => {
  const weights = new Map((header ?? '').toLowerCase().split(',').map(readWeight))
  return encodings.find((encoding) => (weights.get(encoding) ?? weights.get('*') ?? 0) > 0) ?? 'identity'
}

/** `br;q=0.5` is half wanted, `br` wholly, and `br;q=0` not at all. */
const readWeight = (part: string): [name: string, weight: number] => {
  const [name = '', ...parameters] = part.split(';').map((text) => text.trim())
  const weight = parameters.find((parameter) => parameter.startsWith('q='))
  return [name, weight === undefined ? 1 : Number(weight.slice(2)) || 0]
}
