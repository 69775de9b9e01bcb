import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { asError } from "../../../lib/as-error"
import { about } from "../../../lib/log-context"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type { Attention } from "../../../modules/gateway/models/gateway-transaction"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import { withAssignmentLock } from "../../assignment/of-order"
import { offerPaidOrder } from "../../assignment/offer-paid-order"
import { withPaymentsLock } from "../order-payment/with-payments-lock"
import { paymentSettledWorkflow } from "./payment-settled"
import { capturePaid } from "./capture-paid"
import { readOrderMoney, type OrderMoney } from "../order-payment/order-money"
import { bookPartReturned, isBeingCanceled, paymentOf, refundable, refundReturned } from "./refund-returned"
import { amountDue, differenceDue, isCanceled, isPaid } from "../order-payment/payable"

/** Why the money cannot become the order's payment and must be refunded by hand. */
function problemOf(
  order: OrderMoney | undefined,
  transaction: GatewayTransactionRecord,
): Attention | undefined {
  if (!order || isCanceled(order)) {
    return "order_canceled"
  }
  const isAwaited = isPaid(order) ? differenceDue(order) > 0 : order.assignment?.status === "awaiting_payment"
  if (!isAwaited) {
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
  const { assignment } = order ?? {}
  if (!order || !assignment) {
    return take(container, order, transaction)
  }
  // The lock excludes a cancellation, an edit, and a courier who collects the same difference in cash.
  const problem = await withAssignmentLock(container, assignment.id, async () =>
    take(container, await readOrderMoney(container, { id: order.id }), transaction),
  )
  if (!problem) {
    await offerPaidOrder(container, order.id)
  }
  return problem
}

const isCaptured = (order: OrderMoney, transaction: GatewayTransactionRecord) =>
  Boolean(paymentOf(order, transaction)?.captured_at)

/** Captures the money of a performed transaction. @returns why the order cannot have it; else null */
async function take(
  container: MedusaContainer,
  order: OrderMoney | undefined,
  transaction: GatewayTransactionRecord,
): Promise<Attention | null> {
  const problem = order && isCaptured(order, transaction) ? undefined : problemOf(order, transaction)
  if (problem || !order) {
    return problem ?? "order_canceled"
  }
  await bookPartReturned(container, await capturePaid(container, order, transaction), transaction)
  return null
}

/** Attention reasons that stay after a capture, until the money is refunded or the gateway reports otherwise. */
const LASTING: (Attention | null)[] = ["refund_due", "disputed"]

/** Whether nothing of the captured money is left to refund: the gateway and staff in cash gave it back. */
async function isRefunded(
  container: MedusaContainer,
  transaction: GatewayTransactionRecord,
): Promise<boolean> {
  const order = await readOrderMoney(container, { id: transaction.order_id })
  const payment = order && paymentOf(order, transaction)
  return Boolean(payment?.captured_at) && !MathBN.gt(payment ? refundable(payment) : 1, 0)
}

type Settlement = { attention: Attention | null; transaction: GatewayTransactionRecord; is_settled: boolean }

async function settle(container: MedusaContainer, id: string): Promise<Settlement> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const transaction = await gateway.retrieveGatewayTransaction(id)
  const { state, performed_at: at, settled_state: settled, needs_attention: shown } = transaction
  const isDoubted = state === "performed" && shown === "canceled_by_gateway"
  if (state === "in_progress" || at === null || settled === state || isDoubted) {
    return { attention: shown, transaction, is_settled: false }
  }
  const problem = await about({ order: transaction.reference }, () => follow(container, transaction))
  if (problem === "later") {
    return { attention: shown, transaction, is_settled: false }
  }
  const isKept = state === "performed" && problem !== null
  const isReturned = shown === "refund_due" && (await isRefunded(container, transaction))
  const lasting = state === "performed" && LASTING.includes(shown) && !isReturned ? shown : null
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
  return { attention, transaction, is_settled: !isKept }
}

/** Runs the host's hook. An error of the hook is logged, because the payment is already settled. */
async function runHook(container: MedusaContainer, transaction: GatewayTransactionRecord): Promise<void> {
  const { id, provider_id, order_id, state, amount, refunded_amount, currency_code } = transaction
  if (state === "in_progress") {
    return
  }
  const minorUnits = (value: BigNumberInput) => MathBN.convert(value).toNumber()
  try {
    await paymentSettledWorkflow(container).run({
      input: {
        transaction_id: id,
        provider_id,
        order_id,
        state,
        amount: minorUnits(amount),
        refunded_amount: minorUnits(refunded_amount ?? 0),
        currency_code,
      },
    })
  } catch (error) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.error(`the hook paymentSettled failed for payment ${id}: ${asError(error).message}`)
  }
}

/**
 * Applies a gateway transaction to Medusa: captures a performed one and offers its order, refunds a canceled
 * one. Flags what cannot be applied. Idempotent. If Medusa itself is canceling the order, the sweep settles the
 * transaction later.
 *
 * It is a plain function and not a workflow: what Medusa has captured or refunded must stay when a later part fails,
 * and a repeated call continues there.
 *
 * @returns the attention reason, if any
 * @throws Medusa's error; the transaction stays unsettled, and the sweep retries it
 */
export async function settleGatewayPayment(
  container: MedusaContainer,
  { transaction_id: id }: { transaction_id: string },
): Promise<Attention | null> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const { order_id: orderId } = await gateway.retrieveGatewayTransaction(id)
  const settlement = await withPaymentsLock(container, orderId, () => settle(container, id))
  if (settlement.is_settled) {
    await runHook(container, settlement.transaction)
  }
  return settlement.attention
}
