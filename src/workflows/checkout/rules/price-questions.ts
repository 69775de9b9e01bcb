import type { BigNumberInput, PricingContext } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import type { LineToPlace } from "../../../medusa-sql/cart-to-place"
import type { CartToPlace } from "../cart-to-place"

/** One call of Medusa's pricing module: all price sets of lines with the same quantity. */
export type PriceQuestion = { price_set_ids: string[]; context: NonNullable<PricingContext["context"]> }

/** The fields of a calculated price that are compared. */
export type PriceToday = {
  calculated_amount?: BigNumberInput | null
  is_calculated_price_tax_inclusive?: boolean
}

/** Current prices by {@link priceKey}. */
export type PricesToday = Map<string, PriceToday>

/** The key of a price within one cart: its price set and the line's quantity. */
export const priceKey = (priceSetId: string, quantity: unknown) => `${priceSetId} × ${String(quantity)}`

/**
 * Builds the pricing calls for a cart's lines, with the same context as Medusa's refreshCartItemsWorkflow.
 */
export function priceQuestions(cart: CartToPlace): PriceQuestion[] {
  const { id, sales_channel_id, currency_code, region_id, locale, email, item_total, total } = cart
  const { city, country_code, province, postal_code } = cart.shipping_address ?? {}
  const shared = {
    ...{ id, sales_channel_id, currency_code, region_id, locale, email, item_total, total },
    shipping_address: { city, country_code, province, postal_code },
    customer: cart.customer ? { id: cart.customer.id, groups: cart.customer.groups } : undefined,
    customer_id: cart.customer_id,
    region: cart.region,
    is_custom_price: true,
  }
  const sets = new Map<number, Set<string>>()
  for (const { quantity, variant } of cart.items) {
    if (variant?.price_set_id) {
      sets.set(quantity, (sets.get(quantity) ?? new Set()).add(variant.price_set_id))
    }
  }
  return [...sets].map(([quantity, ids]) => ({
    price_set_ids: [...ids],
    // Medusa's type of the context has only two of the fields that price rules may use.
    context: { ...shared, quantity } as unknown as PriceQuestion["context"],
  }))
}

function costsTheSame(line: LineToPlace, prices: PricesToday): boolean {
  if (line.is_custom_price || !line.variant_id) {
    return true
  }
  const price = prices.get(priceKey(line.variant?.price_set_id ?? "", line.quantity))
  return (
    price?.calculated_amount !== undefined &&
    price.calculated_amount !== null &&
    MathBN.eq(price.calculated_amount, line.raw_unit_price) &&
    Boolean(price.is_calculated_price_tax_inclusive) === line.is_tax_inclusive
  )
}

/** Whether all lines have their current prices. Lines with a custom price always count as current. */
export function linesCostTheSame(cart: CartToPlace, prices: PricesToday): boolean {
  return cart.items.every((line) => costsTheSame(line, prices))
}
