import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import type { CartToPlace } from "../steps/examine-cart"

/** What core asks of one line's price. */
export type PriceQuestion = { id: string; variantId: string; context: Record<string, unknown> }

/** A price as core calculates it for a line, as far as it is compared. */
export type PriceToday = {
  calculated_amount?: BigNumberInput | null
  is_calculated_price_tax_inclusive?: boolean
}

/** Today's prices by the line's id. */
export type PricesToday = Record<string, PriceToday | undefined>

/** What decides the prices of a cart's lines: the same that core's refresh of a cart goes by. */
export function priceQuestions(cart: CartToPlace): PriceQuestion[] {
  const { id, sales_channel_id, currency_code, region_id, locale, email, item_total, total } = cart
  const { city, country_code, province, postal_code } = cart.shipping_address ?? {}
  const groups = cart.customer?.groups?.flatMap((group) => (group ? { id: group.id } : [])) ?? []
  const shared = {
    ...{ id, sales_channel_id, currency_code, region_id, locale, email, item_total, total },
    shipping_address: { city, country_code, province, postal_code },
    customer: cart.customer ? { id: cart.customer.id, groups } : undefined,
    customer_id: cart.customer_id,
    region: cart.region,
  }
  return cart.items.flatMap((line) =>
    line.variant_id
      ? {
          id: line.id,
          variantId: line.variant_id,
          context: { ...shared, quantity: line.quantity, is_custom_price: true },
        }
      : [],
  )
}

/** Whether every line costs today what the cart says. A price that staff gave to a line stays. */
export function linesCostTheSame(cart: CartToPlace, prices: PricesToday): boolean {
  return cart.items.every((line) => {
    if (line.is_custom_price || !line.variant_id) {
      return true
    }
    const price = prices[line.id]
    return (
      price?.calculated_amount !== undefined &&
      price.calculated_amount !== null &&
      MathBN.eq(price.calculated_amount, line.unit_price) &&
      Boolean(price.is_calculated_price_tax_inclusive) === Boolean(line.is_tax_inclusive)
    )
  })
}
