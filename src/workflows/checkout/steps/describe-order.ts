import type { BigNumberInput } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { payable } from "../../../lib/money"
import { checkoutUrl } from "../rules/checkout-url"

type Session = { provider_id: string; status: string; data?: Record<string, unknown> | null }
type Placed = {
  id: string
  display_id: number
  total: BigNumberInput
  currency_code: string
  payment_collections?: ({ payment_sessions?: (Session | null)[] | null } | null)[] | null
}

export type PlacedOrder = {
  order_id: string
  display_id: number
  /** Amount to pay, in the main unit of the order's currency. */
  total: number
  payment: {
    provider_id: string
    /** Status of Medusa's payment session; "none" if the total is 0. */
    status: string
    /** The payment page, if the provider has one. */
    checkout_url?: string
  }
}

type Input = {
  cart_id: string
  provider_id: string
  /** Amount to pay, in the main unit of the order's currency, if known. */
  total?: number
  /** The result, if an earlier step has produced it. */
  known: PlacedOrder | null
}

/** Returns a placed order with its payment. */
export const describeOrderStep = createStep("describe-order", async (input: Input, { container }) => {
  if (input.known) {
    return new StepResponse(input.known)
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: links } = await query.graph({
    entity: "order_cart",
    fields: ["order_id"],
    filters: { cart_id: input.cart_id },
  })
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "id",
      "display_id",
      ...(input.total === undefined ? ["total", "currency_code"] : []),
      "payment_collections.payment_sessions.provider_id",
      "payment_collections.payment_sessions.status",
      "payment_collections.payment_sessions.data",
    ],
    filters: { id: links[0].order_id },
  })
  const [found]: unknown[] = data
  const order = found as Placed
  const session = order.payment_collections?.flatMap((one) => one?.payment_sessions ?? []).find((one) => one)
  const placed: PlacedOrder = {
    order_id: order.id,
    display_id: order.display_id,
    total: input.total ?? payable(order.total, order.currency_code),
    payment: {
      provider_id: session?.provider_id ?? input.provider_id,
      status: session?.status ?? "none",
      ...checkoutUrl(session?.data),
    },
  }
  return new StepResponse(placed)
})
