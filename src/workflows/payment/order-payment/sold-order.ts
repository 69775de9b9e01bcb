import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"

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

/** Reads the lines of an order, for a checkout page or a fiscal receipt. */
export async function readSoldOrder(container: MedusaContainer, orderId: string): Promise<SoldOrder> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "order", fields: FIELDS, filters: { id: orderId } })
  const [found]: unknown[] = data
  return found as SoldOrder
}

export const minorUnits = (amount: BigNumberInput) => MathBN.mult(amount, 100).toNumber()

/** Title ("Red dawn, S") and quantity of a line. */
export const named = ({ product_title: product, title, variant_title: variant, quantity }: SoldItem) => ({
  title: [product ?? title, variant].filter(Boolean).join(", "),
  quantity: MathBN.convert(quantity).toNumber(),
})

/** Name and price (in minor units) of delivery. */
export const deliveryOf = ({ shipping_methods: methods, shipping_total: total }: SoldOrder) => ({
  title: methods?.at(0)?.name ?? "Доставка",
  price: minorUnits(total),
})
