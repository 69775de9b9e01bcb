import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { digitsOf, minorUnits, payable } from "../../../lib/money"

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

/** Reads the lines of an order, for a checkout page or a fiscal receipt. */
export async function readSoldOrder(container: MedusaContainer, orderId: string): Promise<SoldOrder> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "order", fields: FIELDS, filters: { id: orderId } })
  const [found]: unknown[] = data
  return found as SoldOrder
}

/** Title ("Red dawn, S") and quantity of a line. */
export const named = ({ product_title: product, title, variant_title: variant, quantity }: SoldItem) => ({
  title: [product ?? title, variant].filter(Boolean).join(", "),
  quantity: MathBN.convert(quantity).toNumber(),
})

/** Amounts in minor units. The items are in the order of {@link SoldOrder.items}. */
export type SoldAmounts = { items: number[]; delivery: { title: string; price: number } }

/**
 * What each line and delivery cost, so that they add up to the amount to pay. Receipts show each line in minor units, and
 * the total is rounded, so the most expensive line takes the difference.
 */
export function amountsOf(order: SoldOrder): SoldAmounts {
  const { shipping_methods: methods, shipping_total: shipping, total, currency_code: currency } = order
  const amounts = [...order.items.map((item) => minorUnits(item.total)), minorUnits(shipping)]
  const sum = amounts.reduce((sum, amount) => sum + amount, 0)
  const difference = minorUnits(payable(total, currency)) - sum
  // Rounding moves a total by at most one unit of the currency, and each line by half a minor unit.
  const most = 10 ** Math.max(0, 2 - digitsOf(currency)) + amounts.length
  if (Math.abs(difference) <= most) {
    amounts[amounts.indexOf(Math.max(...amounts))] += difference
  }
  const price = amounts.pop() ?? 0
  return { items: amounts, delivery: { title: methods?.at(0)?.name ?? "Доставка", price } }
}
