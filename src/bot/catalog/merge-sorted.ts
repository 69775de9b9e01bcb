import { setImmediate as nextTurn } from "node:timers/promises"

type Compare<Item> = (a: Item, b: Item) => number

function mergeTwo<Item>(a: Item[], b: Item[], compare: Compare<Item>): Item[] {
  const merged: Item[] = []
  let at = 0
  for (const item of b) {
    while (at < a.length && compare(a[at], item) <= 0) {
      merged.push(a[at++])
    }
    merged.push(item)
  }
  return merged.concat(a.slice(at))
}

/** Merges sorted lists into one sorted list. Other work of the process continues between two merges. */
export async function mergeSorted<Item>(lists: Item[][], compare: Compare<Item>): Promise<Item[]> {
  let rest = lists
  while (rest.length > 1) {
    const merged: Item[][] = []
    for (let at = 0; at < rest.length; at += 2) {
      merged.push(mergeTwo(rest[at], rest[at + 1] ?? [], compare))
      await nextTurn()
    }
    rest = merged
  }
  return rest[0] ?? []
}
