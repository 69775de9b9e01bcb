import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { errorSentence, shopError } from "../../../lib/errors"
import type { Attention } from "../../../modules/gateway/models/gateway-transaction"
import { noteResolution, readForResolution, type ResolutionInput } from "../resolution-history"
import { settleGatewayPaymentWorkflow } from "../settle-gateway-payment"

/**
 * Settles a transaction again on request of staff. No compensation: it applies the gateway's state.
 *
 * @returns the remaining attention reason
 * @throws not_found, too_late; settle_failed with Medusa's message
 */
export const settleAgainStep = createStep("settle-again", async (input: ResolutionInput, { container }) => {
  const transaction = await readForResolution(container, input.transaction_id, "settle")
  await noteResolution(container, "settle", input, { transaction })
  try {
    const { result } = await settleGatewayPaymentWorkflow(container).run({
      input: { transaction_id: transaction.id },
    })
    return new StepResponse<Attention | null>(result)
  } catch (error) {
    throw shopError("settle_failed", errorSentence(error, "Medusa refused the payment."))
  }
})
