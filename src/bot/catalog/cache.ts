import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { asError } from "../../lib/as-error"
import { catalogVersion } from "../../medusa-sql/catalog-version"
import { readGroupsOf } from "../../medusa-sql/customer-prices"
import { isListening } from "../../workflows/catalog/changes"
import type { ShopContext } from "../runtime/context"
import { loadCatalog, type LoadedCatalog } from "./load"
import { renewIndex } from "./search-index"
import type { Catalog } from "./types"

/**
 * Interval in ms of the version check while this process receives change notifications. It catches changes
 * without a notification, such as a price list that starts.
 */
const ASK_EVERY_MS = 30_000
/** Interval in ms of the version check while this process receives no notifications. */
const ASK_OFTEN_MS = 2000
/** Maximum time in ms from the start of a read for which a tap waits. Then it shows the catalogue before the change. */
const TAP_WAITS_MS = 1000
/** The pause between two reads is this many times as long as a read: many changes in a row take little of the process. */
const PAUSE = 3

type Read = LoadedCatalog & { version: string }

/** The catalogue of one set of customer groups in this process. */
class CatalogCache {
  private latest: Read | undefined
  private running: Promise<Read> | undefined
  private startedAt = 0
  private askedAt = 0
  /** The next read starts at this time or later. */
  private notBefore = 0
  /** What to do next: "check" reads only after a change of the version, "read" without this condition. */
  private wanted: "check" | "read" | undefined

  constructor(
    private readonly container: MedusaContainer,
    private readonly groups: string[],
  ) {}

  /** The catalogue in memory. A tap waits a moment for changes that this process reads. */
  async get(): Promise<Catalog> {
    const isDue = Date.now() - this.askedAt > (isListening() ? ASK_EVERY_MS : ASK_OFTEN_MS)
    if (!this.latest) {
      return (await this.want("check")).catalog
    }
    const running = isDue ? this.want("check") : this.running
    if (running) {
      const rest = Math.max(0, this.startedAt + TAP_WAITS_MS - Date.now())
      await Promise.race([running, sleep(rest, undefined, { ref: false })])
    }
    return this.latest.catalog
  }

  /** Starts the read. A change during a read starts another one after it. */
  want(wanted: "check" | "read"): Promise<Read> {
    this.wanted = this.wanted === "read" ? "read" : wanted
    if (!this.running) {
      this.running = this.readChanges().finally(() => {
        this.running = undefined
        if (this.wanted && this.latest) {
          void this.want(this.wanted)
        }
      })
      this.running.catch(() => undefined)
    }
    return this.running
  }

  /** @throws when the first read fails; later failures are logged and the catalogue stays as it was */
  private async readChanges(): Promise<Read> {
    this.startedAt = this.askedAt = Date.now()
    await sleep(Math.max(0, this.notBefore - Date.now()))
    const isCheck = this.wanted === "check"
    this.wanted = undefined
    const readFrom = Date.now()
    this.latest = await this.read(isCheck).catch((error: unknown) => this.afterFailure(error))
    this.notBefore = Date.now() + (Date.now() - readFrom) * PAUSE
    return this.latest
  }

  private afterFailure(error: unknown): Read {
    if (!this.latest) {
      throw error
    }
    this.container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`catalogue: a change was not read, the next check repeats it: ${asError(error).message}`)
    return { ...this.latest, version: "" }
  }

  /** Reads the version first, so that the next check detects a change made during the read. */
  private async read(isCheck: boolean): Promise<Read> {
    const before = this.latest
    const version = await catalogVersion(this.container)
    if (isCheck && version === before?.version) {
      return before
    }
    const loaded = await loadCatalog(this.container, this.groups, before)
    if (before) {
      await renewIndex(before.catalog, loaded)
    }
    return { ...loaded, version }
  }
}

/** By the ids of the customer groups. The catalogue without groups has the key "". */
const caches = new Map<string, CatalogCache>()

function cacheFor(container: MedusaContainer, groups: string[]): CatalogCache {
  const key = groups.join(" ")
  const cache = caches.get(key) ?? new CatalogCache(container, groups)
  caches.set(key, cache)
  return cache
}

/** Returns the catalogue with the prices of no customer group. Concurrent callers share one read. */
export const catalogOf = (container: MedusaContainer): Promise<Catalog> => cacheFor(container, []).get()

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
  return groups.length ? cacheFor(container, groups).get() : catalog
}

/**
 * Returns the cached catalogue, or undefined when this process has not loaded it. Use it where a single query
 * is cheaper than a full load.
 */
export function keptCatalog(container: MedusaContainer): Promise<Catalog> | undefined {
  return caches.has("") ? catalogOf(container) : undefined
}

/** Starts to read the changes of the catalogue after an event. Taps continue with the catalogue in memory. */
export function catalogChanged(): void {
  for (const cache of caches.values()) {
    void cache.want("read").catch(() => undefined)
  }
}

/** Drops the catalogues. The next call of {@link catalogOf} reads everything. */
export function forgetCatalog(): void {
  caches.clear()
}
