import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import type { LineToPay, OrderToPay } from "../../providers/redirect-payment/order-to-pay"
import type { sessionsOf } from "./order-money"

type Session = ReturnType<typeof sessionsOf>[number]

type SoldOrder = {
  id: string
  email: string | null
  items: {
    title: string | null
    product_title: string | null
    variant_title: string | null
    quantity: BigNumberInput
    total: BigNumberInput
  }[]
  shipping_total: BigNumberInput
  shipping_methods: { name: string | null }[] | null
}

const FIELDS = [
  "id",
  "email",
  "total",
  "shipping_total",
  "items.*",
  "items.detail.*",
  "shipping_methods.name",
]

const hundredths = (amount: BigNumberInput) => MathBN.mult(amount, 100).toNumber()

/** What an order is to be paid for, as a gateway's page shows it: each line with its discounts, and the delivery. */
export async function orderToPay(
  container: MedusaContainer,
  orderId: string,
  session: Session,
): Promise<OrderToPay> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "order", fields: FIELDS, filters: { id: orderId } })
  const [found]: unknown[] = data
  const order = found as SoldOrder
  const lines = order.items.map((item): LineToPay => ({
    title: [item.product_title ?? item.title, item.variant_title].filter(Boolean).join(", "),
    quantity: MathBN.convert(item.quantity).toNumber(),
    total: hundredths(item.total),
  }))
  const delivery = {
    title: order.shipping_methods?.at(0)?.name ?? "Доставка",
    quantity: 1,
    total: hundredths(order.shipping_total),
  }
  return {
    id: order.id,
    session_id: session.id,
    opened_at: new Date(session.created_at).toISOString(),
    email: order.email,
    lines: delivery.total > 0 ? [...lines, delivery] : lines,
  }
}
