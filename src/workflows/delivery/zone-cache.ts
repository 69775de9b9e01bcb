import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { listShippingOptionsForCartWorkflow } from "@medusajs/medusa/core-flows"
import type { CartAddress, DeliveryCart } from "../../medusa-sql/delivery-cart"
import { fastCheckout } from "../fast-checkout"
import { costsTheSameForAll } from "./rules/plain-option"
import type { ListedShippingOption } from "./rules/zones"

/**
 * Maximum age of a cached listing in ms. Changes clear the cache of each process at once; this limit covers a
 * lost notification and prices that start at a set time.
 */
const MAX_AGE_MS = 30_000
/** Age in ms from which a listing is refreshed in the background. A listing takes about thirty statements. */
const REFRESH_AFTER_MS = 15_000

/**
 * Maximum number of cached listings. Without a limit, addresses sent to the Store API could fill the memory.
 */
const MAX_LISTINGS = 200

/** The fields of a cart that determine its shipping options and their language. */
export type CartKind = Pick<
  DeliveryCart,
  "id" | "sales_channel_id" | "region_id" | "currency_code" | "locale"
> & {
  shipping_address: Pick<CartAddress, "country_code" | "province" | "city" | "postal_code"> | null
}

type Listing = {
  options: ListedShippingOption[]
  at: number
  /** Id of the cart for which it was listed. */
  cartId: string
  /** Whether the options are the same for all carts of this kind. Otherwise they are listed for each cart. */
  isForAll: boolean
  /** Whether a refresh has been started. */
  isRefreshing: boolean
}

type ZoneCache = {
  listings: Map<string, Listing>
  /** The listings in progress, by kind of cart. */
  inProgress: Map<string, Promise<Listing>>
}

const emptyCache = (): ZoneCache => ({ listings: new Map(), inProgress: new Map() })

let cache = emptyCache()

/** Clears the cache after a change of zones or prices. */
export function forgetZones(): void {
  cache = emptyCache()
}

function kindOf({ sales_channel_id, region_id, currency_code, locale, shipping_address: place }: CartKind) {
  const { country_code, province, city, postal_code } = place ?? {}
  return JSON.stringify([
    ...[sales_channel_id, region_id, currency_code, locale],
    ...[country_code, province, city, postal_code],
  ])
}

/** Keeps only the fields that the shop reads, because workflow steps copy their inputs. */
function fieldsRead(option: ListedShippingOption): ListedShippingOption {
  const { id, name, amount, is_tax_inclusive, price_type, provider_id, shipping_profile_id } = option
  const { data, type, service_zone } = option
  return {
    ...{ id, name, amount, is_tax_inclusive, price_type, provider_id, shipping_profile_id },
    ...{ data, type, service_zone },
  }
}

/**
 * Lists the shipping options of a cart with Medusa. Caches the result if it is the same for all carts of this
 * kind.
 */
async function list(container: MedusaContainer, { listings }: ZoneCache, cart: CartKind): Promise<Listing> {
  const at = Date.now()
  const { result } = await listShippingOptionsForCartWorkflow(container).run({ input: { cart_id: cart.id } })
  const listed: ListedShippingOption[] = result
  const found: Listing = {
    options: listed.map(fieldsRead),
    at,
    cartId: cart.id,
    isForAll: fastCheckout(container) && listed.every(costsTheSameForAll),
    isRefreshing: false,
  }
  if (found.isForAll) {
    if (listings.size >= MAX_LISTINGS) {
      listings.clear()
    }
    listings.set(kindOf(cart), found)
  }
  return found
}

/** Returns the listing in progress for a kind of cart, or starts one. */
function listingOf(container: MedusaContainer, current: ZoneCache, cart: CartKind): Promise<Listing> {
  const kind = kindOf(cart)
  const running = current.inProgress.get(kind)
  if (running) {
    return running
  }
  const listing = list(container, current, cart).finally(() => current.inProgress.delete(kind))
  current.inProgress.set(kind, listing)
  return listing
}

/**
 * Refreshes a listing in the background. If that fails, the next request after the maximum age lists
 * again.
 */
async function refresh(container: MedusaContainer, current: ZoneCache, cart: CartKind): Promise<void> {
  await listingOf(container, current, cart).catch((error: Error) => {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.warn(`Delivery zones were not refreshed: ${error.message}`)
  })
}

/**
 * Returns the shipping options that Medusa offers to a cart, with prices. They are cached per kind of cart,
 * unless a price depends on the individual cart (see {@link costsTheSameForAll}).
 *
 * Nothing is cached while {@link fastCheckout} is off, because a hook of the store may change prices per cart.
 */
export async function zonesFor(container: MedusaContainer, cart: CartKind): Promise<ListedShippingOption[]> {
  // A change may replace the cache while this call reads. Its result must not go into the new cache.
  const current = cache
  const known = current.listings.get(kindOf(cart))
  const age = known ? Date.now() - known.at : Infinity
  if (known && age < MAX_AGE_MS) {
    if (age > REFRESH_AFTER_MS && !known.isRefreshing) {
      known.isRefreshing = true
      void refresh(container, current, cart)
    }
    return known.options
  }
  const found = await listingOf(container, current, cart)
  return found.isForAll || found.cartId === cart.id
    ? found.options
    : (await list(container, current, cart)).options
}
