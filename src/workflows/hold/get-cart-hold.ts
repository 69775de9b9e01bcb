import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../lib/errors"
import { holdModuleOf } from "./hold-module"
import { keepHold } from "./keep-hold"

export type CartHoldView = {
  /** ISO 8601 timestamp; null if the cart holds nothing. */
  expires_at: string | null
  seconds_left: number
  items: { inventory_item_id: string; quantity: number }[]
}

const getCartHoldStep = createStep("get-cart-hold", async (input: { cart_id: string }, { container }) => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "cart", fields: ["id"], filters: { id: input.cart_id } })
  if (!data.length) {
    throw shopError("cart_not_found", "There is no such cart.", MedusaError.Types.NOT_FOUND)
  }
  await keepHold(container, input.cart_id)
  const rows = await holdModuleOf(container).listOfCart(input.cart_id)
  const hold: CartHoldView = {
    expires_at: rows[0]?.expires_at.toISOString() ?? null,
    seconds_left: rows[0]?.seconds_left ?? 0,
    items: rows.map(({ inventory_item_id, quantity }) => ({ inventory_item_id, quantity })),
  }
  return new StepResponse(hold)
})

/**
 * Returns the hold of a cart. Extends the hold, because the request shows that the shopper is active.
 *
 * @throws cart_not_found
 */
export const getCartHoldWorkflow = createWorkflow(
  "get-cart-hold",
  (input: { cart_id: string }) => new WorkflowResponse(getCartHoldStep(input)),
)
