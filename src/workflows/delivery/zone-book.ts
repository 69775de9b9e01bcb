import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { listShippingOptionsForCartWorkflow } from "@medusajs/medusa/core-flows"
import { tapsFirst } from "../../lib/taps-first"
import { costsTheSameForAll } from "./rules/plain-option"
import type { ListedShippingOption } from "./rules/zones"
import type { CartAddress, DeliveryCart } from "./steps/load-cart"

/**
 * All processes are told when a zone changes; should one not hear of it, or a price begin by the clock, it goes by
 * zones no older than this.
 */
const FRESH_FOR_MS = 30_000
/** From this age on a page is listed anew while nobody waits for it: a listing is some thirty statements. */
const RENEWED_AFTER_MS = 15_000

/** Addresses told over the Store API can be endless; kept are so many kinds of cart. */
const MOST_KINDS = 200

/** What decides which options core offers to a cart, and in which language. */
export type CartKind = Pick<
  DeliveryCart,
  "id" | "sales_channel_id" | "region_id" | "currency_code" | "locale"
> & {
  shipping_address: Pick<CartAddress, "country_code" | "province" | "city" | "postal_code"> | null
}

type Page = {
  options: ListedShippingOption[]
  at: number
  /** For which cart it was listed. */
  cartId: string
  /** Whether all carts of its kind have these options; others are listed cart by cart. */
  isForAll: boolean
  /** Whether it has begun to be listed anew. */
  isRenewed: boolean
}

type Book = {
  pages: Map<string, Page>
  /** What is being listed at this moment. */
  listings: Map<string, Promise<Page>>
}

const emptyBook = (): Book => ({ pages: new Map(), listings: new Map() })

let book = emptyBook()

/** Zones or their prices changed: whoever asks next gets them from Medusa. */
export function forgetZones(): void {
  book = emptyBook()
}

function kindOf({ sales_channel_id, region_id, currency_code, locale, shipping_address: place }: CartKind) {
  const { country_code, province, city, postal_code } = place ?? {}
  return JSON.stringify([
    ...[sales_channel_id, region_id, currency_code, locale],
    ...[country_code, province, city, postal_code],
  ])
}

/** What the shop reads of an option: the listing says more, and steps copy what they are given. */
function whatIsRead(option: ListedShippingOption): ListedShippingOption {
  const { id, name, amount, is_tax_inclusive, price_type, provider_id, shipping_profile_id } = option
  const { data, type, service_zone } = option
  return {
    ...{ id, name, amount, is_tax_inclusive, price_type, provider_id, shipping_profile_id },
    ...{ data, type, service_zone },
  }
}

/** Lists what a cart is offered. For carts of its kind it is written into the book, where it is for all of them. */
async function list(container: MedusaContainer, { pages }: Book, cart: CartKind): Promise<Page> {
  const at = Date.now()
  // Not `runAsStep`: the workflow only reads, so there is nothing to compensate, and the result is cached.
  const { result } = await listShippingOptionsForCartWorkflow(container).run({ input: { cart_id: cart.id } })
  const listed: ListedShippingOption[] = result
  const page: Page = {
    options: listed.map(whatIsRead),
    at,
    cartId: cart.id,
    isForAll: listed.every(costsTheSameForAll),
    isRenewed: false,
  }
  if (page.isForAll) {
    if (pages.size >= MOST_KINDS) {
      pages.clear()
    }
    pages.set(kindOf(cart), page)
  }
  return page
}

/** The one listing of a kind of cart that is under way; begun when there is none. */
function listingOf(container: MedusaContainer, current: Book, cart: CartKind): Promise<Page> {
  const kind = kindOf(cart)
  const underWay = current.listings.get(kind)
  if (underWay) {
    return underWay
  }
  const listing = list(container, current, cart).finally(() => current.listings.delete(kind))
  current.listings.set(kind, listing)
  return listing
}

/** Lists a page anew behind the taps; when that fails, whoever asks after its time lists it themselves. */
async function renew(container: MedusaContainer, current: Book, cart: CartKind): Promise<void> {
  await tapsFirst()
  await listingOf(container, current, cart).catch((error: Error) => {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.warn(`delivery: the zones were not listed anew: ${error.message}`)
  })
}

/**
 * The shipping options that Medusa offers to a cart, with their prices. They are kept for carts of the same
 * kind, unless an option's price is a matter of the single cart (see {@link costsTheSameForAll}).
 *
 * A hook on core's listing runs once for a kind of cart, not for each cart.
 */
export async function zonesFor(container: MedusaContainer, cart: CartKind): Promise<ListedShippingOption[]> {
  // What is read now must not go into the book that a change has opened in the meantime.
  const current = book
  const known = current.pages.get(kindOf(cart))
  const age = known ? Date.now() - known.at : Infinity
  if (known && age < FRESH_FOR_MS) {
    if (age > RENEWED_AFTER_MS && !known.isRenewed) {
      known.isRenewed = true
      void renew(container, current, cart)
    }
    return known.options
  }
  const page = await listingOf(container, current, cart)
  return page.isForAll || page.cartId === cart.id
    ? page.options
    : (await list(container, current, cart)).options
}
