import type { MedusaContainer } from "@medusajs/framework/types"
import { isListening } from "../../workflows/catalog/changes"
import { loadCatalog } from "./load"
import type { Catalog } from "./types"
import { catalogVersion } from "../../medusa-sql/catalog-version"
import { readGroupsOf } from "../../medusa-sql/customer-prices"
import type { ShopContext } from "../runtime/context"

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

/** Catalogues with the prices of customer groups, by the ids of the groups. */
const ofGroups = new WeakMap<Catalog, Map<string, Promise<Catalog>>>()

/** The customer groups that were read for an update. */
const groupsOf = new WeakMap<ShopContext, Promise<string[]>>()

/** Returns the catalogue with the shopper's prices: the same that the cart and the checkout calculate. */
export async function catalogFor(ctx: ShopContext): Promise<Catalog> {
  const { account, container } = ctx
  const catalog = await catalogOf(container)
  if (!catalog.priced_groups.length || !account.customer_id) {
    return catalog
  }
  const known = groupsOf.get(ctx) ?? readGroupsOf(container, account.customer_id)
  groupsOf.set(ctx, known)
  const groups = (await known).filter((id) => catalog.priced_groups.includes(id))
  if (!groups.length) {
    return catalog
  }
  const key = groups.join(" ")
  const priced = ofGroups.get(catalog) ?? new Map<string, Promise<Catalog>>()
  ofGroups.set(catalog, priced)
  const reading = priced.get(key) ?? loadCatalog(container, groups)
  priced.set(key, reading)
  reading.catch(() => priced.delete(key))
  return reading
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
