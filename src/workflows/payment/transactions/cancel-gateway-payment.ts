import type { MedusaContainer } from "@medusajs/framework/types"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { Cancellation, GatewayTransactionRecord } from "../../../modules/gateway/types"
import { readPayableOrder } from "../order-payment/payable-order"
import { emitMoved } from "./emit-moved"

export type CanceledPayment = { transaction: GatewayTransactionRecord } | { refusal: "delivered" }

/**
 * Cancels a transaction that failed or was refunded at the gateway. Idempotent. If its money had moved, the
 * emitted event refunds Medusa's payment.
 *
 * @param unlessDelivered whether to refuse it if the order is paid and delivered
 */
export async function cancelGatewayPayment(
  container: MedusaContainer,
  known: GatewayTransactionRecord,
  cancellation: Cancellation,
  { unlessDelivered = false } = {},
): Promise<CanceledPayment> {
  if (known.state === "performed" && unlessDelivered) {
    const order = await readPayableOrder(container, { id: known.order_id })
    if (order?.assignment?.status === "delivered") {
      return { refusal: "delivered" }
    }
  }
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const transaction = await gateway.cancel(known, cancellation, new Date())
  if (known.state !== "canceled" && transaction.performed_at !== null) {
    await emitMoved(container, transaction)
  }
  return { transaction }
}
