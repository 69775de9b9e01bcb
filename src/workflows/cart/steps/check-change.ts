import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import { runPrepared, type Prepared } from "../../../lib/prepared"
import { checkQuantity } from "../rules/quantity"

type Input = {
  cart_id: string
  line_id: string
  /** The line's new quantity; 0 removes the line. */
  quantity: number
}

/** It is one statement, because each change of a quantity waits for it. */
const STATE: Prepared = {
  name: "cart-to-change",
  text: `
  SELECT cart.completed_at IS NOT NULL AS is_ordered, EXISTS (
    SELECT FROM cart_line_item line
    WHERE line.id = $2 AND line.cart_id = cart.id AND line.deleted_at IS NULL
  ) AS has_line
  FROM cart WHERE cart.id = $1 AND cart.deleted_at IS NULL`,
}

async function checkState(container: MedusaContainer, { cart_id, line_id }: Input): Promise<void> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  type Row = { is_ordered: boolean; has_line: boolean }
  const rows = await runPrepared<Row>(knex, STATE, [cart_id, line_id])
  const cart = rows.at(0)
  if (!cart) {
    throw shopError("cart_not_found", "There is no such cart.", MedusaError.Types.NOT_FOUND)
  }
  if (cart.is_ordered) {
    throw shopError("cart_completed", "This cart is already an order.")
  }
  if (!cart.has_line) {
    throw shopError("line_not_found", "This line is no longer in the cart.")
  }
}

/**
 * Checks whether a line's quantity can be changed. The stock is checked later, when it is held.
 *
 * @throws cart_not_found, cart_completed, line_not_found, invalid_quantity
 */
export const checkChangeStep = createStep("check-change", async (input: Input, { container }) => {
  checkQuantity(input.quantity, 0)
  await checkState(container, input)
  return new StepResponse(input.cart_id)
})
