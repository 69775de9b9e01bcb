import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import { refusePayment, type PaymentRefusal } from "../order-payment/payable"
import { readPayableOrder, type PayableOrder } from "../order-payment/payable-order"
import { emitMoved } from "./emit-moved"
import type { FoundTransaction } from "./find-gateway-transaction"

export type PerformPaymentOptions = {
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
  /** The order, if it is already read and the money is debited: the order then decides only about `lost`. */
  order?: PayableOrder
}

export type PerformedPayment =
  | {
      transaction: GatewayTransactionRecord
      moved: boolean
      /** Why the order cannot be paid with the taken money. */
      lost?: Exclude<PaymentRefusal, "busy">
    }
  | { transaction: GatewayTransactionRecord; refusal: "canceled" }

const LOCK_SECONDS = 15

/** Performs a transaction in progress, or cancels it if the order can no longer be paid. */
async function performLocked(
  container: MedusaContainer,
  known: GatewayTransactionRecord,
  { is_debited: isDebited = false, even_given_up: evenGivenUp, order: read }: PerformPaymentOptions,
): Promise<PerformedPayment> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const now = new Date()
  const order = read ?? (await readPayableOrder(container, { id: known.order_id }))
  const charge = { amount: known.amount, currency_code: known.currency_code }
  const isOver = known.expires_at !== null && known.expires_at <= now
  const lost = refusePayment(order, charge, { now, onTime: false })
  const transaction =
    !isDebited && (isOver || lost)
      ? await gateway.giveUp(known, { cause: isOver ? "timed_out" : "failed" }, now)
      : await gateway.perform(known, now, evenGivenUp)
  // A concurrent duplicate call may have canceled the transaction.
  return transaction.state === "performed"
    ? { transaction, moved: true, lost }
    : { transaction, refusal: "canceled" }
}

/**
 * Performs a gateway transaction. If the order can no longer be paid and the gateway asks before it debits,
 * cancels it instead. Reads the order under the lock of its assignment, so that the order is not canceled
 * concurrently. Medusa's payment is updated by an event, or by the next sweep.
 *
 * It is a plain function and not a workflow, because the gateway waits for the answer, the single row change
 * has no compensation, and a workflow first queries its earlier executions.
 */
export async function performGatewayPayment(
  container: MedusaContainer,
  known: FoundTransaction,
  options: PerformPaymentOptions = {},
): Promise<PerformedPayment> {
  if (known.state === "performed") {
    return { transaction: known, moved: false }
  }
  const isGivenUp = known.state === "canceled" && known.performed_at === null
  if (known.state === "canceled" && !(isGivenUp && options.even_given_up)) {
    return { transaction: known, refusal: "canceled" }
  }
  const performed = await container
    .resolve(Modules.LOCKING)
    .execute([`assignment:${known.assignment_id}`], () => performLocked(container, known, options), {
      timeout: LOCK_SECONDS,
    })
  if (!("refusal" in performed)) {
    await emitMoved(container, performed.transaction)
  }
  return performed
}
