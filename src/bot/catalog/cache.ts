import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { asError } from "../../lib/as-error"
import { catalogVersion } from "../../medusa-sql/catalog-version"
import { readGroupsOf } from "../../medusa-sql/customer-prices"
import { RATINGS_MARK } from "../../modules/rating/statements"
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
const TAP_WAITS_MS = 300
/** The pause between two reads is this many times as long as a read: many changes in a row take little of the process. */
const PAUSE = 3

type Read = LoadedCatalog & { version: string }

/** Reads all products ("check" only after a change of the version), or the products with these ids. */
type Task = { all: "check" | "read" } | { products: string[] }

/** The catalogue of one set of customer groups in this process. */
class CatalogCache {
  private latest: Read | undefined
  private running: { read: Promise<Read>; task: Task; startedAt: number } | undefined
  private askedAt = 0
  /** The next read of each kind starts at this time or later. */
  private readonly notBefore = { all: 0, products: 0 }
  private wanted: { all?: "check" | "read"; products: Set<string> } = { products: new Set() }
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly container: MedusaContainer,
    private readonly groups: string[],
  ) {}

  /** The catalogue in memory. A tap waits a moment for changes that this process reads. */
  async get(): Promise<Catalog> {
    if (!this.latest) {
      const first = this.want({ all: "check" })
      return (await first?.read)?.catalog ?? this.get()
    }
    if (Date.now() - this.askedAt > (isListening() ? ASK_EVERY_MS : ASK_OFTEN_MS)) {
      this.want({ all: "check" })
    }
    const { running } = this
    if (running && !(isListening() && isCheck(running.task))) {
      const rest = Math.max(0, running.startedAt + TAP_WAITS_MS - Date.now())
      await Promise.race([running.read, sleep(rest, undefined, { ref: false })])
    }
    return this.latest.catalog
  }

  /** Starts the read, or remembers it until the current read and its pause have ended. @returns what is read now */
  want(task: Task): { read: Promise<Read> } | undefined {
    if ("all" in task) {
      this.wanted.all = this.wanted.all === "read" ? "read" : task.all
    } else {
      task.products.forEach((id) => this.wanted.products.add(id))
    }
    this.proceed()
    return this.running
  }

  private proceed(): void {
    if (this.running) {
      return
    }
    const task = this.take()
    if (task) {
      const startedAt = Date.now()
      const read = this.perform(task).finally(() => {
        this.running = undefined
        if (this.latest) {
          this.proceed()
        }
      })
      read.catch(() => undefined)
      this.running = { read, task, startedAt }
    } else if (this.wanted.all ?? this.wanted.products.size) {
      const next = Math.min(
        this.wanted.all ? this.notBefore.all : Infinity,
        this.wanted.products.size ? this.notBefore.products : Infinity,
      )
      clearTimeout(this.timer)
      this.timer = setTimeout(() => this.proceed(), next - Date.now()).unref()
    }
  }

  /** The next read whose pause has ended. A read of all products includes the others. */
  private take(): Task | undefined {
    const { all, products } = this.wanted
    const now = Date.now()
    if (all && now >= this.notBefore.all && (all === "read" || !products.size)) {
      this.wanted = { products: new Set() }
      return { all }
    }
    if (products.size && now >= this.notBefore.products) {
      this.wanted = { all, products: new Set() }
      return { products: [...products] }
    }
    return undefined
  }

  /** @throws when the first read fails; later failures are logged and the catalogue stays as it was */
  private async perform(task: Task): Promise<Read> {
    const began = Date.now()
    if ("all" in task) {
      this.askedAt = began
    }
    this.latest = await this.read(task).catch((error: unknown) => this.afterFailure(error))
    this.notBefore["all" in task ? "all" : "products"] = Date.now() + (Date.now() - began) * PAUSE
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

  private async read(task: Task): Promise<Read> {
    const before = this.latest
    // Before the read, so that the next check detects a change made during the read.
    const version =
      before && !("all" in task) ? before.version : await catalogVersion(this.container, [RATINGS_MARK])
    if (isCheck(task) && version === before?.version) {
      return before
    }
    const only = "all" in task ? undefined : task.products
    const loaded = await loadCatalog(this.container, this.groups, { before, only })
    if (before) {
      await renewIndex(before.catalog, loaded)
    }
    return { ...loaded, version }
  }
}

const isCheck = (task: Task) => "all" in task && task.all === "check"

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

/**
 * Starts to read the changes of the catalogue after an event. Taps continue with the catalogue in memory.
 *
 * @param products only these products may have changed
 */
export function catalogChanged(products?: string[]): void {
  for (const cache of caches.values()) {
    cache.want(products ? { products } : { all: "read" })
  }
}

/** Drops the catalogues. The next call of {@link catalogOf} reads everything. */
export function forgetCatalog(): void {
  caches.clear()
}
