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

/** What an order sells, with the sums that Medusa counts. */
export type SoldOrder = {
  id: string
  email: string | null
  items: SoldItem[]
  shipping_total: BigNumberInput
  shipping_methods: { name: string | null }[] | null
}

/** Medusa counts an order's sums when its total is asked for, of all that is known of its lines. */
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

/** Reads what an order sells, for a gateway's page or a fiscal receipt. */
export async function readSoldOrder(container: MedusaContainer, orderId: string): Promise<SoldOrder> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "order", fields: FIELDS, filters: { id: orderId } })
  const [found]: unknown[] = data
  return found as SoldOrder
}

export const minorUnits = (amount: BigNumberInput) => MathBN.mult(amount, 100).toNumber()

/** A line as shoppers know it: "Red dawn, S", and how many. */
export const named = ({ product_title: product, title, variant_title: variant, quantity }: SoldItem) => ({
  title: [product ?? title, variant].filter(Boolean).join(", "),
  quantity: MathBN.convert(quantity).toNumber(),
})

/** Delivery, by the zone's name, and what it costs in minor units. */
export const deliveryOf = ({ shipping_methods: methods, shipping_total: total }: SoldOrder) => ({
  title: methods?.at(0)?.name ?? "Доставка",
  price: minorUnits(total),
})
