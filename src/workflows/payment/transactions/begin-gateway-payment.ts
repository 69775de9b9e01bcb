import type { MedusaContainer } from "@medusajs/framework/types"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { TIMED_OUT } from "../../../modules/gateway/transactions"
import type { GatewayTransactionRecord, TransactionName } from "../../../modules/gateway/types"
import { readPayableOrder } from "../order-payment/payable-order"
import { busyWith, refusePayment, type Charge, type PaymentRefusal } from "../order-payment/payable"

export type BeginPaymentInput = TransactionName &
  Charge & {
    /** The order's number, as the gateway sends it. */
    reference: string
    /** The gateway's id for its own API, if it differs. */
    payment_id?: string | null
    /** Start time by the gateway's clock. */
    gateway_time: Date
    /** When the gateway cancels the transaction by itself; null if unknown. */
    expires_at: Date | null
    /**
     * Whether the gateway has already debited the money: then the transaction is recorded without checking the
     * order.
     */
    is_debited?: boolean
  }

export type BegunPayment =
  { transaction: GatewayTransactionRecord } | { refusal: PaymentRefusal | "timed_out" }

/**
 * Begins a gateway transaction for an order; the order does not expire while it is in progress. Idempotent: a
 * repeated call returns the known transaction, even if the order can no longer be paid. An expired transaction
 * is canceled. Refusals are returned as values.
 *
 * It is a plain function and not a workflow, because the gateway waits for the answer, the single row change
 * has no compensation, and a workflow first queries its earlier executions.
 */
export async function beginGatewayPayment(
  container: MedusaContainer,
  { is_debited: isDebited = false, ...input }: BeginPaymentInput,
): Promise<BegunPayment> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const now = new Date()
  const known = await gateway.findTransaction(input)
  const isOver = input.expires_at !== null && input.expires_at <= now
  if (known) {
    return { transaction: isOver ? await gateway.giveUp(known, TIMED_OUT, now) : known }
  }
  if (isOver) {
    return { refusal: "timed_out" }
  }
  const order = await readPayableOrder(container, { reference: input.reference })
  const refusal = isDebited ? undefined : refusePayment(order, input, { now, onTime: true })
  if (refusal || !order) {
    return { refusal: refusal ?? "no_order" }
  }
  const begun = await gateway.begin({ ...input, order_id: order.id, began_at: now }, isDebited)
  return "busy" in begun ? { refusal: busyWith(begun.busy) } : begun
}
