import type { MedusaContainer } from "@medusajs/framework/types"
import { listShippingOptionsForCartWorkflow } from "@medusajs/medusa/core-flows"
import { costsTheSameForAll } from "./rules/plain-option"
import type { ListedShippingOption } from "./rules/zones"
import type { CartAddress, DeliveryCart } from "./steps/load-cart"

/**
 * All processes are told when a zone changes; should one not hear of it, or a price begin by the clock, it goes by
 * zones no older than this.
 */
const FRESH_FOR_MS = 30_000

/** Addresses told over the Store API can be endless; kept are so many kinds of cart. */
const MOST_KINDS = 200

/** What decides which options core offers to a cart, and in which language. */
export type CartKind = Pick<
  DeliveryCart,
  "id" | "sales_channel_id" | "region_id" | "currency_code" | "locale"
> & {
  shipping_address: Pick<CartAddress, "country_code" | "province" | "city" | "postal_code"> | null
}

type Page = { options: ListedShippingOption[]; at: number }

let book = new Map<string, Page>()

/** Zones or their prices changed: whoever asks next gets them from Medusa. */
export function forgetZones(): void {
  book = new Map()
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

/**
 * The shipping options that Medusa offers to a cart, with their prices. They are kept for carts of the same
 * kind, unless an option's price is a matter of the single cart (see {@link costsTheSameForAll}).
 *
 * A hook on core's listing runs once for a kind of cart, not for each cart.
 */
export async function zonesFor(container: MedusaContainer, cart: CartKind): Promise<ListedShippingOption[]> {
  const kind = kindOf(cart)
  // What is read now must not go into the book that a change has opened in the meantime.
  const current = book
  const page = current.get(kind)
  if (page && Date.now() - page.at < FRESH_FOR_MS) {
    return page.options
  }
  const { result } = await listShippingOptionsForCartWorkflow(container).run({ input: { cart_id: cart.id } })
  const listed: ListedShippingOption[] = result
  const options = listed.map(whatIsRead)
  if (listed.every(costsTheSameForAll)) {
    if (current.size >= MOST_KINDS) {
      current.clear()
    }
    current.set(kind, { options, at: Date.now() })
  }
  return options
}
