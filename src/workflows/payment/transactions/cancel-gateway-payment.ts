import type { MedusaContainer } from "@medusajs/framework/types"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { GatewayTransactionRecord, TransactionName } from "../../../modules/gateway/types"
import { emitMoved } from "./emit-moved"
import { readPayableOrder } from "../order-payment/payable-order"

export type CancelPaymentInput = TransactionName & {
  /** Cancel reason: a number defined by the gateway. */
  reason: number
  /** Whether to cancel it even if the order is delivered: true for refunds by the shop. */
  even_delivered: boolean
}

export type CanceledPayment =
  { transaction: GatewayTransactionRecord } | { refusal: "no_transaction" | "delivered" }

/**
 * Cancels a transaction that failed or was refunded at the gateway. Idempotent. If its money had moved, the
 * emitted event refunds Medusa's payment.
 */
export async function cancelGatewayPayment(
  container: MedusaContainer,
  input: CancelPaymentInput,
): Promise<CanceledPayment> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const known = await gateway.findTransaction(input)
  if (!known) {
    return { refusal: "no_transaction" }
  }
  if (known.state === "performed" && !input.even_delivered) {
    const order = await readPayableOrder(container, { id: known.order_id })
    if (order?.assignment?.status === "delivered") {
      return { refusal: "delivered" }
    }
  }
  const transaction = await gateway.cancel(known, input.reason, new Date())
  const moved = known.state !== "canceled" && transaction.performed_at !== null
  if (moved) {
    await emitMoved(container, transaction)
  }
  return { transaction }
}
