import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { TIMED_OUT } from "../../../modules/gateway/transactions"
import type { GatewayTransactionRecord, TransactionName } from "../../../modules/gateway/types"
import { emitMoved } from "./emit-moved"
import { readPayableOrder } from "../order-payment/payable-order"
import { refusePayment, type PaymentRefusal } from "../order-payment/payable"

export type PerformPaymentInput = TransactionName & {
  /** Cancel reason (the gateway's number) if the order can no longer be paid. */
  lost_reason: number
  /**
   * Whether the gateway has already debited the money. Then the transaction is performed in any case, and
   * settling it flags it for staff.
   */
  is_debited?: boolean
  /**
   * Whether to perform a transaction that was canceled before its money moved. For gateways that do not return
   * the money by themselves.
   */
  even_given_up?: boolean
}

export type PerformedPayment =
  | {
      transaction: GatewayTransactionRecord
      moved: boolean
      /** Why the order cannot be paid with the taken money. */
      lost?: Exclude<PaymentRefusal, "busy">
    }
  | { refusal: "no_transaction" | "canceled" }

const LOCK_SECONDS = 15

/** Performs a transaction in progress, or cancels it if the order can no longer be paid. */
async function performLocked(
  container: MedusaContainer,
  known: GatewayTransactionRecord,
  { lost_reason: lostReason, is_debited: isDebited = false, even_given_up: evenGivenUp }: PerformPaymentInput,
): Promise<PerformedPayment> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const now = new Date()
  const order = await readPayableOrder(container, { id: known.order_id })
  const charge = { amount: known.amount, currency_code: known.currency_code }
  const isOver = known.expires_at !== null && known.expires_at <= now
  const lost = refusePayment(order, charge, { now, onTime: false })
  const transaction =
    !isDebited && (isOver || lost)
      ? await gateway.giveUp(known, isOver ? TIMED_OUT : lostReason, now)
      : await gateway.perform(known, now, evenGivenUp)
  // A concurrent duplicate call may have canceled the transaction.
  return transaction.state === "performed" ? { transaction, moved: true, lost } : { refusal: "canceled" }
}

/**
 * Performs a gateway transaction. If the order can no longer be paid and the gateway asks before it debits,
 * cancels it instead. Runs under the lock of the order's assignment, so that the order is not canceled
 * concurrently. Medusa's payment is updated by an event, or by the next sweep.
 *
 * It is a plain function and not a workflow, because the gateway waits for the answer, the single row change
 * has no compensation, and a workflow first queries its earlier executions.
 */
export async function performGatewayPayment(
  container: MedusaContainer,
  input: PerformPaymentInput,
): Promise<PerformedPayment> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const known = await gateway.findTransaction(input)
  if (!known) {
    return { refusal: "no_transaction" }
  }
  if (known.state === "performed") {
    return { transaction: known, moved: false }
  }
  const isGivenUp = known.state === "canceled" && known.performed_at === null
  if (known.state === "canceled" && !(isGivenUp && input.even_given_up)) {
    return { refusal: "canceled" }
  }
  // Only for the name of the lock: the order is read again under the lock.
  const order = await readPayableOrder(container, { id: known.order_id })
  const performed = await container
    .resolve(Modules.LOCKING)
    .execute([`assignment:${order?.assignment?.id}`], () => performLocked(container, known, input), {
      timeout: LOCK_SECONDS,
    })
  if ("transaction" in performed) {
    await emitMoved(container, performed.transaction)
  }
  return performed
}
