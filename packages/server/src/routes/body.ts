import { ConsentProblem } from '@kakburk/shared'

/**
 * Reads the body of a request, and no more than `limit` bytes of it whatever its Content-Length says.
 * Throws `body-too-large`, and `body-not-json` when the visitor leaves before it is whole.
 */
export const readBody = async (request: Request, limit: number): Promise<Uint8Array> => {
  if (Number(request.headers.get('Content-Length') ?? 0) > limit) throw tooLarge(limit)
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    // Leaving the loop by the exception cancels the stream.
    for await (const chunk of request.body ?? []) {
      size += chunk.length
      if (size > limit) throw tooLarge(limit)
      chunks.push(chunk)
    }
  } catch (error) {
    throw error instanceof ConsentProblem ? error : new ConsentProblem('body-not-json', 'body: it breaks off', [], { cause: error })
  }
  return Buffer.concat(chunks)
}

const tooLarge = (limit: number) => new ConsentProblem('body-too-large', `body: expected at most ${limit} bytes`)
