import type { CalculatedPriceSet, MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { VariantToAdd } from "../../../medusa-sql/cart-to-fill"
import { grownLines, lineOf, type Price } from "../rules/add-lines"
import type { Filling } from "./read-filling"

export type PriceLinesInput = Pick<Filling, "planned" | "variants" | "price_context">

/** Null if the price has no amount: a variant without a price must not be sold for 0. */
function toPrice(price: CalculatedPriceSet): Price | null {
  const { calculated_amount, original_amount, is_calculated_price_tax_inclusive, calculated_price } = price
  return calculated_amount === null
    ? null
    : {
        calculated_amount: Number(calculated_amount),
        original_amount: original_amount === null ? null : Number(original_amount),
        is_tax_inclusive: Boolean(is_calculated_price_tax_inclusive),
        list_type: calculated_price?.price_list_type ?? null,
      }
}

/**
 * Calculates the current price of each planned item with Medusa's pricing module.
 *
 * @throws invalid_data for a variant without a price
 */
async function pricesOf(container: MedusaContainer, input: PriceLinesInput): Promise<Price[]> {
  const { planned, price_context } = input
  const pricing = container.resolve(Modules.PRICING)
  const setOf = new Map(input.variants.map((variant) => [variant.id, variant.price_set_id]))
  const prices = new Map<string, Price | null>()
  for (const count of new Set(planned.map(({ quantity }) => quantity))) {
    const alike = planned.filter(({ quantity }) => quantity === count)
    const ids = [...new Set(alike.flatMap(({ item }) => setOf.get(item.variant_id) ?? []))]
    const context = { ...price_context, quantity: count }
    for (const price of ids.length ? await pricing.calculatePrices({ id: ids }, { context }) : []) {
      prices.set(`${price.id} × ${count}`, toPrice(price))
    }
  }
  return planned.map(({ item, quantity }) => {
    const price = prices.get(`${setOf.get(item.variant_id)} × ${quantity}`)
    if (!price) {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        `Variants with IDs ${item.variant_id} do not have a price`,
      )
    }
    return price
  })
}

/**
 * Calculates the lines to create and to change, at current prices. Writes nothing.
 *
 * @throws invalid_data for a variant without a price
 */
export const priceLinesStep = createStep("price-lines", async (input: PriceLinesInput, { container }) => {
  const { planned } = input
  const prices = await pricesOf(container, input)
  const variants = new Map<string, VariantToAdd>(input.variants.map((variant) => [variant.id, variant]))
  const created = planned.flatMap(({ item, line }, index) => {
    const variant = variants.get(item.variant_id)
    return line || !variant ? [] : lineOf(variant, item, prices[index])
  })
  return new StepResponse({ created, grown: grownLines(planned, prices) })
})
