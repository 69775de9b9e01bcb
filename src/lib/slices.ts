import { setImmediate as nextTurn } from "node:timers/promises"

/** Items between two pauses. */
const SLICE = 500

/**
 * Yields the items of a long list in slices, and lets the event loop process requests between two slices.
 *
 * @param size items of a slice
 */
export async function* inSlices<Item>(items: readonly Item[], size: number = SLICE): AsyncGenerator<Item[]> {
  for (let from = 0; from < items.length; from += size) {
    yield items.slice(from, from + size)
    await nextTurn()
  }
}
