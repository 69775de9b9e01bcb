import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { GatewayEvents } from "../../lib/events"
import { GATEWAY_MODULE } from "../../modules/gateway"
import type GatewayModuleService from "../../modules/gateway/service"
import { TIMED_OUT } from "../../modules/gateway/transactions"
import type { GatewayTransactionRecord, TransactionName } from "../../modules/gateway/types"
import { readPayableOrder } from "./payable-order"
import { refusePayment, type PaymentRefusal } from "./rules/payable"

export type PerformPaymentInput = TransactionName & {
  /** What is noted as the reason when the order cannot be had any more; in the gateway's own numbers. */
  lost_reason: number
  /**
   * Whether the gateway has taken the money before it asked. Then it is performed in any case, so that the money
   * is on record, and settling it shows it to staff.
   */
  is_debited?: boolean
  /** Whether also one that was given up here is performed: its gateway gives the money back to nobody by itself. */
  even_given_up?: boolean
}

export type PerformedPayment =
  | {
      transaction: GatewayTransactionRecord
      moved: boolean
      /** Why the order cannot be had for the money that was taken. */
      lost?: Exclude<PaymentRefusal, "busy">
    }
  | { refusal: "no_transaction" | "canceled" }

const LOCK_SECONDS = 15

/** Performs a transaction in progress, or gives it up when it can no longer have its order. */
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
  // A duplicate may have been first: then it is the duplicate's answer.
  return transaction.state === "performed" ? { transaction, moved: true, lost } : { refusal: "canceled" }
}

/** Medusa's payment is to follow. Should the event be lost, the sweep sees it in the transaction. */
async function emitMoved(container: MedusaContainer, { id }: GatewayTransactionRecord): Promise<void> {
  await container.resolve(Modules.EVENT_BUS).emit({ name: GatewayEvents.MOVED, data: { id } })
}

/**
 * A gateway has an order's money, unless the order cannot be had for it any more and the gateway asks before it takes:
 * then the transaction is canceled before money moves. It happens under the lock of the order's way, so that the order
 * is not canceled meanwhile. Medusa's payment follows at once, or with the next sweep.
 *
 * It is one change of one row that is never undone, for the gateway hears of it at once: so it is no workflow, which
 * would first look for a former run of itself.
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
  // For the lock's name alone: under it the order is read as it is then.
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
