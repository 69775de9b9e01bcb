import {
  addToCartWorkflow,
  createCartWorkflow,
  updateLineItemInCartWorkflow,
} from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { fitHold, holdForChange, holdForNewCart } from "../hold/take-hold"

/**
 * Whatever is put into a cart is held for it, whichever way it came: the bot, the Store API, staff. Core holds the
 * cart's lock by then. When the change fails after all, the hold goes back to what the lines take.
 */

async function putBack(
  cartId: string | undefined,
  { container }: { container: MedusaContainer },
): Promise<void> {
  if (cartId) {
    await fitHold(container, cartId)
  }
}

addToCartWorkflow.hooks.validate(async ({ input, cart }, { container }) => {
  const added = (input.items ?? []).flatMap(({ variant_id, quantity }) =>
    variant_id ? [{ variant_id, quantity: Number(quantity) }] : [],
  )
  await holdForChange(container, cart.id, { added })
  return new StepResponse(undefined, String(cart.id))
}, putBack)

updateLineItemInCartWorkflow.hooks.validate(async ({ input, cart }, { container }) => {
  const { quantity } = input.update
  if (quantity !== undefined) {
    const changed = { line_id: input.item_id, quantity: Number(quantity) }
    await holdForChange(container, cart.id, { changed })
  }
  return new StepResponse(undefined, String(cart.id))
}, putBack)

createCartWorkflow.hooks.cartCreated(async ({ cart }, { container }) => {
  await holdForNewCart(container, cart.id)
  return new StepResponse(undefined, cart.id)
}, putBack)
