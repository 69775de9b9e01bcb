import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../../lib/errors"
import type { Refusal } from "../../../modules/workshop/order-transitions"

// Medusa's HTTP layer replaces the text of a CONFLICT by one of its own, so what comes too late is NOT_ALLOWED.
const { FORBIDDEN, NOT_ALLOWED } = MedusaError.Types

const SENTENCES: Record<Refusal, [sentence: string, type: string]> = {
  not_allowed: ["Your role does not allow this.", FORBIDDEN],
  not_yours: ["Someone else has this order.", FORBIDDEN],
  already_taken: ["Someone else was first to take it.", NOT_ALLOWED],
  too_late: ["The order is at another step now, and this cannot be done there.", NOT_ALLOWED],
}

/** The error for an arrow that cannot be walked. */
export function refuse(refusal: Refusal): MedusaError {
  const [sentence, type] = SENTENCES[refusal]
  return shopError(refusal, sentence, type)
}
