import type { MedusaContainer } from "@medusajs/framework/types"
import { loadCatalog } from "./load"
import type { Catalog } from "./types"

/**
 * An event tells only one process that the catalogue changed, and prices change by the clock too (price lists
 * begin and end): no process shows a catalogue older than this.
 */
const FRESH_FOR_MS = 30_000

let kept: { catalog: Promise<Catalog>; at: number } | undefined

/** The catalogue, from memory while it is fresh. Many who ask at once wait for one reading. */
export function catalogOf(container: MedusaContainer): Promise<Catalog> {
  if (!kept || Date.now() - kept.at > FRESH_FOR_MS) {
    const reading = { catalog: loadCatalog(container), at: Date.now() }
    kept = reading
    reading.catalog.catch(() => {
      if (kept === reading) {
        kept = undefined
      }
    })
  }
  return kept.catalog
}

/** The catalogue changed: whoever asks next reads it anew. */
export function forgetCatalog(): void {
  kept = undefined
}
