import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { about } from "../../../../lib/log-context"
import { GATEWAY_MODULE } from "../../../../modules/gateway"
import type { Attention } from "../../../../modules/gateway/models/gateway-transaction"
import type GatewayModuleService from "../../../../modules/gateway/service"
import type { GatewayTransactionRecord } from "../../../../modules/gateway/types"
import { withPaymentsLock } from "../../order-payment/with-payments-lock"
import { capturePaid } from "../capture-paid"
import { readOrderMoney, type OrderMoney } from "../../order-payment/order-money"
import { bookPartReturned, isBeingCanceled, paymentOf, refundReturned } from "../refund-returned"
import { amountDue, isCanceled, isPaid } from "../../order-payment/payable"

/** Why the money cannot become the order's payment and must be refunded by hand. */
function problemOf(
  order: OrderMoney | undefined,
  transaction: GatewayTransactionRecord,
): Attention | undefined {
  if (!order || isCanceled(order)) {
    return "order_canceled"
  }
  if (isPaid(order) || order.assignment?.status !== "awaiting_payment") {
    return "already_paid"
  }
  return MathBN.eq(transaction.amount, amountDue(order) ?? 0) ? undefined : "amount_differs"
}

async function follow(
  container: MedusaContainer,
  transaction: GatewayTransactionRecord,
): Promise<Attention | null | "later"> {
  const order = await readOrderMoney(container, { id: transaction.order_id })
  if (transaction.state === "canceled" && order && isBeingCanceled(order, transaction)) {
    return "later"
  }
  if (transaction.state === "canceled") {
    return order ? refundReturned(container, order, transaction) : null
  }
  const isCaptured = Boolean(order && paymentOf(order, transaction)?.captured_at)
  const problem = isCaptured ? undefined : problemOf(order, transaction)
  if (problem || !order) {
    return problem ?? "order_canceled"
  }
  await capturePaid(container, order, transaction)
  await bookPartReturned(container, transaction)
  return null
}

/** Attention reasons that stay after a capture, until the money is refunded or the gateway reports otherwise. */
const LASTING: (Attention | null)[] = ["refund_due", "disputed"]

async function settle(container: MedusaContainer, id: string): Promise<Attention | null> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const transaction = await gateway.retrieveGatewayTransaction(id)
  const { state, performed_at: at, settled_state: settled, needs_attention: shown } = transaction
  const isDoubted = state === "performed" && shown === "canceled_by_gateway"
  if (state === "in_progress" || at === null || settled === state || isDoubted) {
    return shown
  }
  const problem = await about({ order: transaction.reference }, () => follow(container, transaction))
  if (problem === "later") {
    return shown
  }
  const isKept = state === "performed" && problem !== null
  const lasting = state === "performed" && LASTING.includes(shown) ? shown : null
  const attention = problem ?? lasting
  await gateway.settle(id, {
    ...(isKept ? {} : { settled_state: state }),
    // Leaves an attention reason that the gateway set in the meantime.
    ...(attention === shown ? {} : { needs_attention: attention }),
  })
  if (problem) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.warn(`payment ${id} for order ${transaction.reference} needs attention: ${problem}`)
  }
  return attention
}

/**
 * Applies a gateway transaction to Medusa: captures a performed one and offers its order, refunds a canceled
 * one. Flags what cannot be applied. Idempotent. If Medusa itself is canceling the order, the sweep settles the
 * transaction later.
 */
export const settleTransactionStep = createStep(
  "settle-transaction",
  async ({ transaction_id: id }: { transaction_id: string }, { container }) => {
    const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
    const { order_id: orderId } = await gateway.retrieveGatewayTransaction(id)
    const attention = await withPaymentsLock(container, orderId, () => settle(container, id))
    return new StepResponse<Attention | null>(attention)
  },
)
