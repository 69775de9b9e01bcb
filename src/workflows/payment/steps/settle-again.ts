import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { errorSentence, shopError } from "../../../lib/errors"
import type { Attention } from "../../../modules/gateway/models/gateway-transaction"
import { noteResolution, readForResolution, type ResolutionInput } from "../resolution-history"
import { settleGatewayPaymentWorkflow } from "../settle-gateway-payment"

/**
 * Brings Medusa's payment after the gateway's word once more. What it has done stays: the gateway's word does too.
 *
 * @returns what still needs attention
 * @throws not_found, too_late, and settle_failed with Medusa's own sentence
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
