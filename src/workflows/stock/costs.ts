import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../lib/errors"
import { minorUnits } from "../../lib/money"
import { CURRENCY } from "../../lib/shop"
import { ledgerOf } from "./change-stock"

/** Cost and margin of goods. Amounts are in minor units. */
export type Cost = {
  /** What the buyer pays for the goods, without the delivery; null for a variant without a price. */
  price: number | null
  /** Null while it is not known. */
  cost: number | null
  /** `price` without `cost`. */
  margin: number | null
  /** Whether the cost of a part is that of an earlier lot, or not known. */
  is_estimated: boolean
}

const costed = (price: number | null, cost: number | null, is_estimated: boolean): Cost => ({
  price,
  cost,
  margin: price === null || cost === null ? null : price - cost,
  is_estimated,
})

/**
 * Reads what the flowers of an order have cost, by the lots they were taken from, and its margin. The cost is null before a
 * florist accepts the order.
 *
 * @throws not_found
 */
export async function readOrderCost(
  container: MedusaContainer,
  orderId: string,
): Promise<Cost & { currency_code: string }> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "order", fields: ["id", "currency_code", "item_total"], filters: { id: orderId } })
  const [order] = data as unknown as { currency_code: string; item_total: BigNumberInput }[]
  if (!order) {
    throw shopError("not_found", "The order was not found.", MedusaError.Types.NOT_FOUND)
  }
  const written = await ledgerOf(container).costOfOrder(orderId)
  return {
    currency_code: order.currency_code,
    ...costed(minorUnits(order.item_total), written?.cost ?? null, written?.is_estimated ?? false),
  }
}

type VariantRow = {
  id: string
  title: string | null
  inventory_items: { inventory_item_id: string; required_quantity: number }[] | null
  price_set: { prices: PriceRow[] | null } | null
}
type PriceRow = {
  amount: BigNumberInput
  currency_code: string
  min_quantity: number | null
  price_list_id: string | null
  price_rules: unknown[] | null
}

const FIELDS = [
  "id",
  "variants.id",
  "variants.title",
  "variants.inventory_items.inventory_item_id",
  "variants.inventory_items.required_quantity",
  "variants.price_set.prices.*",
  "variants.price_set.prices.price_rules.id",
]

/** The price that everybody pays for one piece. */
function plainPrice({ price_set: set }: VariantRow): number | null {
  const price = set?.prices?.find(
    (one) =>
      one.currency_code === CURRENCY &&
      !one.price_list_id &&
      !one.price_rules?.length &&
      one.min_quantity === null,
  )
  return price ? minorUnits(price.amount) : null
}

/**
 * Reads what the variants of a product cost, by the flowers that they consist of, and their margins.
 *
 * @throws not_found
 */
export async function readProductCosts(
  container: MedusaContainer,
  productId: string,
): Promise<{ currency_code: string; variants: (Cost & { id: string; title: string | null })[] }> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "product", fields: FIELDS, filters: { id: productId } })
  const [product] = data as unknown as { variants: VariantRow[] | null }[]
  if (!product) {
    throw shopError("not_found", "The product was not found.", MedusaError.Types.NOT_FOUND)
  }
  const variants = product.variants ?? []
  const items = variants.flatMap((one) => (one.inventory_items ?? []).map((part) => part.inventory_item_id))
  const costs = await ledgerOf(container).costOfItems([...new Set(items)])
  return {
    currency_code: CURRENCY,
    variants: variants.map((variant) => {
      const parts = (variant.inventory_items ?? []).map((part) => ({
        quantity: part.required_quantity,
        known: costs.get(part.inventory_item_id),
      }))
      const isKnown = parts.length > 0 && parts.every(({ known }) => known)
      const cost = parts.reduce((sum, { quantity, known }) => sum + quantity * (known?.unit_cost ?? 0), 0)
      const isEstimated = parts.some(({ known }) => known?.is_estimated)
      const { id, title } = variant
      return { id, title, ...costed(plainPrice(variant), isKnown ? cost : null, isEstimated) }
    }),
  }
}
