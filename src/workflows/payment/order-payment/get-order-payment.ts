import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, MedusaError } from "@medusajs/framework/utils"
import { asError } from "../../../lib/as-error"
import { shopError } from "../../../lib/errors"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { lacksPage, attachToOrder } from "./attach-to-order"
import { GATEWAYS } from "../gateways"
import { changeOrderPaymentWorkflow } from "./change-order-payment"
import { openSession } from "./difference"
import { awaitedSession, collectionsOf, paymentsOf, readOrderMoney, type OrderMoney } from "./order-money"
import { amountDue, isDifferencePayable } from "./payable"

/**
 * - `awaiting_payment`: payable at `checkout_url` until `expires_at`
 * - `processing`: a gateway transaction is in progress
 * - `partly_paid`: an edit made the paid order more expensive; the difference is payable at `checkout_url`, or at the
 *   delivery
 * - `paid`, `refunded`, `canceled`: no payment is due
 * - `on_delivery`: payable on delivery
 */
export type PaymentStatus =
  "awaiting_payment" | "processing" | "partly_paid" | "paid" | "refunded" | "canceled" | "on_delivery"

export type OrderPayment = {
  status: PaymentStatus
  /** Checkout URL; null if the order cannot be paid online now. */
  checkout_url: string | null
  /** The gateway's reference of the order: its number. */
  reference: string
  /** Amount at `checkout_url`, in minor units; null if nothing is to be paid online. */
  amount_due: number | null
  /** ISO 8601; null if the order does not await payment. */
  expires_at: string | null
}

async function read(container: MedusaContainer, orderId: string): Promise<OrderMoney> {
  const order = await readOrderMoney(container, { id: orderId })
  if (!order) {
    throw shopError("not_found", "The order does not exist.", MedusaError.Types.NOT_FOUND)
  }
  return order
}

/** Whether the whole captured amount is refunded. A partly refunded collection counts as paid. */
const isGivenBack = ({ captured_amount, refunded_amount }: ReturnType<typeof collectionsOf>[number]) =>
  MathBN.gte(refunded_amount ?? 0, captured_amount ?? 0)

async function statusOf(container: MedusaContainer, order: OrderMoney): Promise<PaymentStatus> {
  const paid = collectionsOf(order).filter(({ captured_amount }) => MathBN.gt(captured_amount ?? 0, 0))
  if (isDifferencePayable(order)) {
    const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
    return (await gateway.activeTransaction(order.id, new Date(), true)) ? "processing" : "partly_paid"
  }
  if (paid.length > 0) {
    return paid.every(isGivenBack) ? "refunded" : "paid"
  }
  if (order.status === "canceled" || order.assignment?.status === "canceled") {
    return "canceled"
  }
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  if (await gateway.activeTransaction(order.id, new Date())) {
    return "processing"
  }
  return awaitedSession(order) ? "awaiting_payment" : "on_delivery"
}

/** Creates the payment link for the difference of a paid order, at the gateway that took its first payment. */
async function offerDifference(container: MedusaContainer, order: OrderMoney): Promise<void> {
  const first = paymentsOf(order).find(({ captured_at: at, provider_id: id }) => at && GATEWAYS[id])
  if (!first) {
    return
  }
  const { id: order_id, customer_id } = order
  try {
    await changeOrderPaymentWorkflow(container).run({
      input: { order_id, customer_id, provider_id: first.provider_id },
    })
  } catch (error) {
    // Without a link, the difference is paid at the delivery. The next call tries again.
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`order ${order.display_id} has no payment link for its difference: ${asError(error).message}`)
  }
}

/**
 * Returns the payment status and the checkout URL of an order. Creates a missing checkout page first.
 *
 * @throws not_found
 */
export async function getOrderPayment(
  container: MedusaContainer,
  { order_id: orderId }: { order_id: string },
): Promise<OrderPayment> {
  let order = await read(container, orderId)
  if (lacksPage(order)) {
    // The process stopped between creating the order and its page, or the gateway was unreachable.
    await attachToOrder(container, orderId)
    order = await read(container, orderId)
  }
  const status = await statusOf(container, order)
  if (status === "partly_paid" && !openSession(order)) {
    await offerDifference(container, order)
    order = await read(container, orderId)
  }
  const isOpen = status === "awaiting_payment" || status === "processing" || status === "partly_paid"
  const { checkout_url: url, expires_at: until } = openSession(order)?.data ?? {}
  const payment: OrderPayment = {
    status,
    checkout_url: isOpen && typeof url === "string" ? url : null,
    reference: String(order.display_id),
    amount_due: (isOpen ? amountDue(order) : undefined) ?? null,
    expires_at: isOpen && typeof until === "string" ? until : null,
  }
  return payment
}
