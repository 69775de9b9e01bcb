import type { MedusaContainer } from "@medusajs/framework/types"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { noteResolution, readForResolution, type ResolutionInput } from "./resolution-history"
import { refundAtGateway } from "./refund-at-gateway"
import { gatewayOf } from "../gateways"

/**
 * Refunds a transaction over the gateway's API, or flags it as `refund_due` if the gateway refunds only in its
 * cabinet.
 *
 * @throws not_found, too_late, refund_in_cabinet, refund_failed
 */
export async function refundGatewayPayment(
  container: MedusaContainer,
  input: ResolutionInput,
): Promise<void> {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const transaction = await readForResolution(container, input.transaction_id, "refund")
  if (gatewayOf(transaction.provider_id).refunds === "cabinet") {
    await gateway.flag(transaction, "refund_due")
  } else {
    await refundAtGateway(container, transaction, input.user_id)
    await gateway.settle(transaction.id, { needs_attention: null })
  }
  await noteResolution(container, "refund", input, { transaction })
}
