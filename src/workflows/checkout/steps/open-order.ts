import { Modules, PaymentSessionStatus } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { openOrder, undoOrder } from "../open-order"
import { checkoutUrl } from "../rules/checkout-url"
import type { PlacedOrder } from "./describe-order"

type Input = {
  cart_id: string
  order_id: string
  display_id: number
  /** Amount to pay, in the main unit of the order's currency. */
  total: number
  provider_id: string
  payment_session_id: string
  /** Whether the provider has authorized the payment; false if the payment is still pending. */
  is_authorized: boolean
}

/** Completes a new order with {@link openOrder} and returns it with its payment. */
export const openOrderStep = createStep(
  "open-order",
  async (input: Input, { container }) => {
    const { cart_id, order_id, display_id, total, provider_id } = input
    await openOrder(container, { cart_id, order_id }, { display_id, is_awaited: !input.is_authorized })
    const payment: PlacedOrder["payment"] = { provider_id, status: PaymentSessionStatus.AUTHORIZED }
    if (!input.is_authorized) {
      const session = await container
        .resolve(Modules.PAYMENT)
        .retrievePaymentSession(input.payment_session_id, { select: ["id", "status", "data"] })
      Object.assign(payment, { status: session.status, ...checkoutUrl(session.data) })
    }
    const placed: PlacedOrder = { order_id, display_id, total, payment }
    return new StepResponse(placed, order_id)
  },
  async (orderId, { container }) => {
    if (orderId) {
      await undoOrder(container, orderId)
    }
  },
)
