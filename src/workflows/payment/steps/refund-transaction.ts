import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { noteResolution, readForResolution, type ResolutionInput } from "../resolution-history"
import { refundAtGateway } from "../refund-at-gateway"
import { gatewayOf } from "../rules/gateways"

/**
 * Gives a gateway's money back over its API; where only its cabinet does that, shows staff that it is due there.
 * What is refunded stays refunded: it is not undone.
 *
 * @throws not_found, too_late, refund_in_cabinet, refund_failed
 */
export const refundTransactionStep = createStep(
  "refund-transaction",
  async (input: ResolutionInput, { container }) => {
    const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
    const transaction = await readForResolution(container, input.transaction_id, "refund")
    if (gatewayOf(transaction.provider_id).refunds === "cabinet") {
      await gateway.flag(transaction, "refund_due")
    } else {
      await refundAtGateway(container, transaction, input.user_id)
      await gateway.settle(transaction.id, { needs_attention: null })
    }
    await noteResolution(container, "refund", input, { transaction })
    return new StepResponse(undefined)
  },
)
