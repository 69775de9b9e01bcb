import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../../lib/errors"

/** One order, and one line of it, takes no more pieces than this. */
const MOST_PIECES = 1000

/** @throws invalid_quantity */
export function checkQuantity(quantity: number, least: number): void {
  if (!Number.isInteger(quantity) || quantity < least || quantity > MOST_PIECES) {
    throw shopError(
      "invalid_quantity",
      `The quantity must be a whole number from ${least} to ${MOST_PIECES}.`,
      MedusaError.Types.INVALID_DATA,
    )
  }
}
