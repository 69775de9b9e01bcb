import type { MedusaContainer } from "@medusajs/framework/types"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { withPaymentsLock } from "../order-payment/with-payments-lock"
import { noteResolution, readForResolution, type ResolutionInput } from "./resolution-history"

/**
 * Marks a transaction as resolved outside the shop, with a note; the history keeps the user. A later money
 * movement is checked again.
 *
 * @throws not_found, too_late
 */
export async function resolveGatewayPayment(
  container: MedusaContainer,
  input: ResolutionInput,
): Promise<void> {
  const { order_id: orderId } = await readForResolution(container, input.transaction_id, "resolve")
  await withPaymentsLock(container, orderId, async () => {
    const transaction = await readForResolution(container, input.transaction_id, "resolve")
    await noteResolution(container, "resolve", input, { transaction })
    await container.resolve<GatewayModuleService>(GATEWAY_MODULE).updateGatewayTransactions({
      id: transaction.id,
      needs_attention: null,
      notified_attention: null,
      resolved_at: new Date(),
    })
  })
}
