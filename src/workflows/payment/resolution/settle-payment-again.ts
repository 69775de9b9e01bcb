import type { MedusaContainer } from "@medusajs/framework/types"
import { errorSentence, shopError } from "../../../lib/errors"
import type { Attention } from "../../../modules/gateway/models/gateway-transaction"
import { noteResolution, readForResolution, type ResolutionInput } from "./resolution-history"
import { settleGatewayPayment } from "../settlement/settle-gateway-payment"

/**
 * Applies a gateway transaction to Medusa's payment immediately, on request of staff.
 *
 * @returns the remaining attention reason
 * @throws not_found, too_late; settle_failed with Medusa's message
 */
export async function settlePaymentAgain(
  container: MedusaContainer,
  input: ResolutionInput,
): Promise<Attention | null> {
  const transaction = await readForResolution(container, input.transaction_id, "settle")
  await noteResolution(container, "settle", input, { transaction })
  try {
    return await settleGatewayPayment(container, { transaction_id: transaction.id })
  } catch (error) {
    throw shopError("settle_failed", errorSentence(error, "Medusa refused the payment."))
  }
}
