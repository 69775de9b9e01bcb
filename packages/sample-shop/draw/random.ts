/** Returns the next pseudo-random number from 0 to 1. The sequence is the same at each run. */
export type Random = () => number

/** Creates a generator with the name as seed: Mulberry32 with an FNV-1a hash of the name. */
export function randomOf(name: string): Random {
  let state = 0x811c9dc5
  for (const character of name) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193)
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export const between = (random: Random, from: number, to: number): number => from + random() * (to - from)

export const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]

export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  return list
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}
