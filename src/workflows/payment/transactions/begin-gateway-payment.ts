import type { MedusaContainer } from "@medusajs/framework/types"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { TransactionName } from "../../../modules/gateway/types"
import { busyWith, isPaid, refusePayment, type Charge, type PaymentRefusal } from "../order-payment/payable"
import { readPayableOrder, type PayableOrder } from "../order-payment/payable-order"
import { findGatewayTransaction, type FoundTransaction } from "./find-gateway-transaction"

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
  }

export type BegunPayment = { transaction: FoundTransaction } | { refusal: PaymentRefusal }

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
  input: BeginPaymentInput,
): Promise<BegunPayment | { refusal: "timed_out" }> {
  const now = new Date()
  const known = await findGatewayTransaction(container, input)
  const isOver = input.expires_at !== null && input.expires_at <= now
  if (known && isOver) {
    const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
    return { transaction: { ...known, ...(await gateway.giveUp(known, { cause: "timed_out" }, now)) } }
  }
  if (known) {
    return { transaction: known }
  }
  if (isOver) {
    return { refusal: "timed_out" }
  }
  return beginForOrder(container, await readPayableOrder(container, { reference: input.reference }), input)
}

/**
 * Begins a gateway transaction for an order that is already read.
 *
 * @param isDebited whether the gateway has already debited the money: then the transaction is recorded without
 *   checking the order
 */
export async function beginForOrder(
  container: MedusaContainer,
  order: PayableOrder | undefined,
  input: BeginPaymentInput,
  isDebited = false,
): Promise<BegunPayment> {
  const now = new Date()
  const refusal = isDebited ? undefined : refusePayment(order, input, { now, onTime: true })
  if (refusal || !order) {
    return { refusal: refusal ?? "no_order" }
  }
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const begun = await gateway.begin(
    { ...input, order_id: order.id, began_at: now, is_difference: isPaid(order) },
    isDebited,
  )
  return "busy" in begun
    ? { refusal: busyWith(begun.busy) }
    : { transaction: { ...begun.transaction, assignment_id: order.assignment?.id ?? null } }
}
