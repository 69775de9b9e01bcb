import type { MedusaContainer } from "@medusajs/framework/types"
import { isListening } from "../../workflows/catalog/changes"
import { loadCatalog } from "./load"
import type { Catalog } from "./types"
import { catalogVersion } from "../../medusa-sql/catalog-version"

/**
 * Interval in ms of the version check while this process receives change notifications. It catches changes
 * without a notification, such as a price list that starts.
 */
const ASK_EVERY_MS = 30_000
/** Interval in ms of the version check while this process receives no notifications. */
const ASK_OFTEN_MS = 2000

type Kept = { version: string; catalog: Catalog }

let kept: { reading: Promise<Kept>; askedAt: number } | undefined

/** Returns the catalogue from memory and reloads it after a change. Concurrent callers share one read. */
export async function catalogOf(container: MedusaContainer): Promise<Catalog> {
  const current = kept ?? readAgain(container)
  if (Date.now() - current.askedAt > (isListening() ? ASK_EVERY_MS : ASK_OFTEN_MS)) {
    current.askedAt = Date.now()
    const { version } = await current.reading
    if (version !== (await catalogVersion(container)) && kept === current) {
      forgetCatalog()
    }
    return catalogOf(container)
  }
  return (await current.reading).catalog
}

/**
 * Returns the cached catalogue, or undefined when this process has not loaded it. Use it where a single query
 * is cheaper than a full load.
 */
export function keptCatalog(container: MedusaContainer): Promise<Catalog> | undefined {
  return kept && catalogOf(container)
}

/** Invalidates the cache. The next call of {@link catalogOf} reads the catalogue again. */
export function forgetCatalog(): void {
  kept = undefined
}

function readAgain(container: MedusaContainer): NonNullable<typeof kept> {
  const started = { reading: read(container), askedAt: Date.now() }
  kept = started
  started.reading.catch(() => {
    if (kept === started) {
      kept = undefined
    }
  })
  return started
}

/** Reads the version first, so that the next version check detects a change made during the read. */
async function read(container: MedusaContainer): Promise<Kept> {
  const version = await catalogVersion(container)
  return { version, catalog: await loadCatalog(container) }
}
