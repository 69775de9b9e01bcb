import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { GATEWAY_MODULE } from "../../../modules/gateway"
import type GatewayModuleService from "../../../modules/gateway/service"
import { aloneWithPayments } from "../with-payments-lock"
import { noteMending, readForMending, type MendingInput } from "../resolution-history"

async function mend(container: MedusaContainer, input: MendingInput) {
  const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
  const transaction = await readForMending(container, input.transaction_id, "mend")
  const mendingId = await noteMending(container, "mend", input, { transaction })
  const { id, needs_attention, told_attention, mended_at } = transaction
  await gateway.updateGatewayTransactions({
    id,
    needs_attention: null,
    told_attention: null,
    mended_at: new Date(),
  })
  return { mendingId, before: { id, needs_attention, told_attention, mended_at } }
}

/**
 * Closes what needed attention, on the word of someone who has put it right outside the shop.
 *
 * @throws not_found, too_late
 */
export const mendTransactionStep = createStep(
  "mend-transaction",
  async (input: MendingInput, { container }) => {
    const { order_id: orderId } = await readForMending(container, input.transaction_id, "mend")
    const done = await aloneWithPayments(container, orderId, () => mend(container, input))
    return new StepResponse(undefined, done)
  },
  async (done, { container }) => {
    if (done) {
      const gateway = container.resolve<GatewayModuleService>(GATEWAY_MODULE)
      await gateway.updateGatewayTransactions(done.before)
      await gateway.deleteGatewayMendings(done.mendingId)
    }
  },
)
