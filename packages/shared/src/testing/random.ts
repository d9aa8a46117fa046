/** Numbers from 0 to before 1 that look random and are the same each time (mulberry32), so that a failing test can be run again. */
export const seededRandom = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
}

/** Letters that matter to the formats, and some that no format may take. */
const letters = [...'\n\n \t\r+-=/—0129azAZ\u0000\u007f\u0085\u00a0\ufeffåü\ud800😀']

/** A text with a few letters changed, left out, doubled or moved. */
export const mutated = (text: string, random: () => number): string => {
  const place = (length: number) => Math.floor(random() * length)
  let changed = text
  for (let times = 1 + place(3); times > 0; times--) {
    const [at, to] = [place(changed.length), place(changed.length)]
    const letter = letters[place(letters.length)] ?? ''
    const [before, after] = [changed.slice(0, at), changed.slice(at)]
    changed =
      [
        `${before}${letter}${after}`,
        `${before}${letter}${after.slice(1)}`,
        `${before}${after.slice(1)}`,
        `${before}${after.slice(0, 1)}${after}`,
        `${changed.slice(0, Math.min(at, to))}${changed.slice(Math.max(at, to))}`,
        `${before}${changed.slice(Math.min(at, to), Math.max(at, to))}${after}`,
      ][place(6)] ?? changed
  }
  return changed
}
