import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../../lib/errors"
import { findUnmatchedPayments } from "../reconciliation/unmatched-payments"
import { noteResolution } from "./resolution-history"

export type ResolveUnmatchedPaymentInput = { payment_id: string; user_id: string; note: string }

/**
 * Marks an unmatched payment as resolved, with a note.
 *
 * @throws not_found for any other payment
 */
export async function resolveUnmatchedPayment(
  container: MedusaContainer,
  { payment_id, ...input }: ResolveUnmatchedPaymentInput,
): Promise<void> {
  const unmatched = await findUnmatchedPayments(container)
  if (!unmatched.some(({ id }) => id === payment_id)) {
    throw shopError("not_found", "The payment does not exist.", MedusaError.Types.NOT_FOUND)
  }
  await noteResolution(container, "resolve", input, { payment_id })
}
