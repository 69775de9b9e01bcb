import type { MedusaContainer } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { readCartToPlace } from "../checkout/cart-to-place"
import { priceKey } from "../checkout/rules/price-questions"
import { pricesToday } from "../checkout/steps/compare-prices"

/**
 * Current prices of a cart's lines in the cart's own context: customer, region, sales channel and quantity. A line with a
 * custom price keeps that price.
 *
 * @returns prices by line id; a line without a current price is absent
 */
export async function linePrices(container: MedusaContainer, cartId: string): Promise<Map<string, number>> {
  const cart = await readCartToPlace(container, cartId)
  if (!cart) {
    return new Map()
  }
  const prices = await pricesToday(container, cart)
  return new Map(
    cart.items.flatMap(({ id, quantity, variant, is_custom_price, unit_price }): [string, number][] => {
      const price = prices.get(priceKey(variant?.price_set_id ?? "", quantity))?.calculated_amount
      if (is_custom_price) {
        return [[id, unit_price]]
      }
      return price === undefined || price === null ? [] : [[id, MathBN.convert(price).toNumber()]]
    }),
  )
}
