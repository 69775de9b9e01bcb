import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import type { ReduceLinesInput } from "../reduce-lines"

type CartLines = { completed_at: string | Date | null; items: ({ id: string; quantity: number } | null)[] }

/**
 * Checks that the cart contains the lines and that no quantity grows. Therefore the stock need not be
 * checked.
 *
 * @returns ids of the lines to remove, and the new quantities of the other lines
 * @throws cart_not_found, cart_completed, line_not_found, invalid_quantity
 */
export const checkFewerStep = createStep("check-fewer", async (input: ReduceLinesInput, { container }) => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: ["completed_at", "items.id", "items.quantity"],
    filters: { id: input.cart_id },
  })
  const cart = data[0] as unknown as CartLines | undefined
  if (!cart) {
    throw shopError("cart_not_found", "There is no such cart.", MedusaError.Types.NOT_FOUND)
  }
  if (cart.completed_at) {
    throw shopError("cart_completed", "This cart is already an order.")
  }
  const now = new Map(cart.items.flatMap((line) => (line ? [[line.id, Number(line.quantity)]] : [])))
  for (const { line_id, quantity } of input.lines) {
    const most = now.get(line_id)
    if (most === undefined) {
      throw shopError("line_not_found", "This line is no longer in the cart.")
    }
    if (!Number.isInteger(quantity) || quantity < 0 || quantity > most) {
      throw shopError("invalid_quantity", `The quantity must be a whole number from 0 to ${most}.`)
    }
  }
  return new StepResponse({
    removed: input.lines.filter(({ quantity }) => quantity === 0).map(({ line_id }) => line_id),
    kept: input.lines
      .filter(({ quantity }) => quantity > 0)
      .map(({ line_id, quantity }) => ({ id: line_id, quantity })),
  })
})
