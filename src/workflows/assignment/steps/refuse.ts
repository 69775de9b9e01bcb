import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../../lib/errors"
import type { Refusal } from "../../../modules/workshop/order-transitions"

// Medusa's HTTP layer replaces the message of a CONFLICT error, so these errors are NOT_ALLOWED.
const { FORBIDDEN, NOT_ALLOWED } = MedusaError.Types

const SENTENCES: Record<Refusal, [sentence: string, type: string]> = {
  not_allowed: ["Your role does not allow this.", FORBIDDEN],
  not_yours: ["The order is assigned to another person.", FORBIDDEN],
  already_taken: ["Someone else has already taken the order.", NOT_ALLOWED],
  offered_first: ["The order is offered first to the florist who made its bouquet.", NOT_ALLOWED],
  photo_waits: ["The buyer is still looking at the photo of the bouquet.", NOT_ALLOWED],
  too_late: ["The order's status has changed, so this action is not possible now.", NOT_ALLOWED],
}

/** Creates the error for a transition that is refused. */
export function refuse(refusal: Refusal): MedusaError {
  const [sentence, type] = SENTENCES[refusal]
  return shopError(refusal, sentence, type)
}
