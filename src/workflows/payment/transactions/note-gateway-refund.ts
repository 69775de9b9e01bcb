import type { MedusaContainer } from "@medusajs/framework/types"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import type { GatewayTransactionRecord } from "../../../modules/gateway/types"
import { emitMoved } from "./emit-moved"
import { withPaymentsLock } from "../order-payment/with-payments-lock"

/**
 * Records a partial refund that the gateway made; an event then refunds Medusa's payment. Waits for the
 * payments lock, so that a concurrent settlement does not miss the refund.
 *
 * @param refundedAmount total that the gateway has refunded, in minor units; less than the whole payment
 */
export async function noteGatewayRefund(
  container: MedusaContainer,
  transaction: GatewayTransactionRecord,
  refundedAmount: number,
): Promise<void> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const isNew = await withPaymentsLock(container, transaction.order_id, () =>
    gateway.noteRefunded(transaction, refundedAmount),
  )
  if (isNew) {
    await emitMoved(container, transaction)
  }
}
