import type { MedusaContainer } from "@medusajs/framework/types"
import { GATEWAY_MODULE } from "../../modules/gateway"
import type GatewayModuleService from "../../modules/gateway/service"
import { TIMED_OUT } from "../../modules/gateway/transactions"
import type { GatewayTransactionRecord, TransactionName } from "../../modules/gateway/types"
import { readPayableOrder } from "./payable-order"
import { busyWith, refusePayment, type Charge, type PaymentRefusal } from "./rules/payable"

export type BeginPaymentInput = TransactionName &
  Charge & {
    /** The order's number, as the gateway says it. */
    reference: string
    /** What the gateway's own API knows the payment by, where that is another id. */
    payment_id?: string | null
    /** When it began, by the gateway's clock. */
    gateway_time: Date
    /** When the gateway gives it up by itself. */
    expires_at: Date | null
    /** Whether the gateway has the money already: then it is noted whatever becomes of the order. */
    is_debited?: boolean
  }

export type BegunPayment =
  { transaction: GatewayTransactionRecord } | { refusal: PaymentRefusal | "timed_out" }

/**
 * A gateway begins to take an order's money; the order waits for it. Told again, it answers the same transaction, also
 * when the order could not be paid any more; one that the gateway has given up is canceled. Refusals are values, for
 * the gateway's answer.
 *
 * It is one change of one row that is never undone, for the gateway hears of it at once: so it is no workflow, which
 * would first look for a former run of itself.
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
