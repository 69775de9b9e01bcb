import { MedusaError } from "@medusajs/framework/utils"
import { shopError } from "../../../lib/errors"

/** Maximum quantity of a line. */
const MAX_QUANTITY = 1000

/**
 * Checks that a quantity is a whole number from `least` to 1000.
 *
 * @throws invalid_quantity
 */
export function checkQuantity(quantity: number, least: number): void {
  if (!Number.isInteger(quantity) || quantity < least || quantity > MAX_QUANTITY) {
    throw shopError(
      "invalid_quantity",
      `The quantity must be a whole number from ${least} to ${MAX_QUANTITY}.`,
      MedusaError.Types.INVALID_DATA,
    )
  }
}
