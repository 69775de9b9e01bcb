import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { GATEWAY_MODULE } from "../../../../modules/gateway"
import type GatewayModuleService from "../../../../modules/gateway/service"
import { withPaymentsLock } from "../../order-payment/with-payments-lock"
import { noteResolution, readForResolution, type ResolutionInput } from "../resolution-history"

async function resolve(container: MedusaContainer, input: ResolutionInput) {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const transaction = await readForResolution(container, input.transaction_id, "resolve")
  const resolutionId = await noteResolution(container, "resolve", input, { transaction })
  const { id, needs_attention, notified_attention, resolved_at } = transaction
  await gateway.updateGatewayTransactions({
    id,
    needs_attention: null,
    notified_attention: null,
    resolved_at: new Date(),
  })
  return { resolutionId, before: { id, needs_attention, notified_attention, resolved_at } }
}

/**
 * Clears the attention of a transaction that staff have resolved outside the shop.
 *
 * @throws not_found, too_late
 */
export const resolveTransactionStep = createStep(
  "resolve-transaction",
  async (input: ResolutionInput, { container }) => {
    const { order_id: orderId } = await readForResolution(container, input.transaction_id, "resolve")
    const done = await withPaymentsLock(container, orderId, () => resolve(container, input))
    return new StepResponse(undefined, done)
  },
  async (done, { container }) => {
    if (done) {
      const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
      await gateway.updateGatewayTransactions(done.before)
      await gateway.deleteGatewayResolutions(done.resolutionId)
    }
  },
)
