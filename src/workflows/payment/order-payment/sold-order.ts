import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

type SoldItem = {
  id: string
  title: string | null
  product_title: string | null
  variant_title: string | null
  quantity: BigNumberInput
  total: BigNumberInput
  original_total: BigNumberInput
}

/** The lines of an order with Medusa's totals. */
export type SoldOrder = {
  id: string
  email: string | null
  currency_code: string
  total: BigNumberInput
  items: SoldItem[]
  shipping_total: BigNumberInput
  shipping_methods: { name: string | null }[] | null
}

/** Medusa computes the totals only if `total` and all fields of the lines are queried. */
const FIELDS = [
  "id",
  "email",
  "currency_code",
  "total",
  "shipping_total",
  "items.*",
  "items.detail.*",
  "shipping_methods.name",
]

/**
 * Reads the lines of an order, for a checkout page or a fiscal receipt.
 *
 * @param version of Medusa's order; the current one by default
 */
export async function readSoldOrder(
  container: MedusaContainer,
  orderId: string,
  version?: number,
): Promise<SoldOrder> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: FIELDS,
    filters: { id: orderId, ...(version === undefined ? {} : { version }) },
  })
  const [found]: unknown[] = data
  return found as SoldOrder
}
