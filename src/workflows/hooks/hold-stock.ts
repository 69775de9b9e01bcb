import {
  addToCartWorkflow,
  createCartWorkflow,
  updateLineItemInCartWorkflow,
} from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { fitHold, holdForChange, holdForNewCart } from "../hold/take-hold"
import { isOfBot, isOurCart, type ScopedCart } from "../shop-scope"

/**
 * These hooks hold the stock for each change of one of the shop's carts by the bot, the Store API or staff. Medusa has
 * locked the cart before it calls them. If the change fails, compensation adjusts the hold to the stored lines.
 */

/** Whether the cart belongs to the shop. In a channel that the shop shares, a new cart of the bot has no delivery yet. */
async function isOurs(
  container: MedusaContainer,
  cart: ScopedCart,
  additionalData: Record<string, unknown> | undefined,
): Promise<boolean> {
  return isOfBot(additionalData) || isOurCart(container, cart)
}

async function putBack(
  cartId: string | undefined,
  { container }: { container: MedusaContainer },
): Promise<void> {
  if (cartId) {
    await fitHold(container, cartId)
  }
}

addToCartWorkflow.hooks.validate(async ({ input, cart }, { container }) => {
  if (!(await isOurs(container, cart, input.additional_data))) {
    return undefined
  }
  const added = (input.items ?? []).flatMap(({ variant_id, quantity }) =>
    variant_id ? [{ variant_id, quantity: Number(quantity) }] : [],
  )
  await holdForChange(container, cart.id, { added })
  return new StepResponse(undefined, String(cart.id))
}, putBack)

updateLineItemInCartWorkflow.hooks.validate(async ({ input, cart }, { container }) => {
  if (!(await isOurs(container, cart, input.additional_data))) {
    return undefined
  }
  const { quantity } = input.update
  if (quantity !== undefined) {
    const changed = { line_id: input.item_id, quantity: Number(quantity) }
    await holdForChange(container, cart.id, { changed })
  }
  return new StepResponse(undefined, String(cart.id))
}, putBack)

createCartWorkflow.hooks.cartCreated(async ({ cart, additional_data }, { container }) => {
  if (!(await isOurs(container, cart, additional_data))) {
    return undefined
  }
  await holdForNewCart(container, cart.id)
  return new StepResponse(undefined, cart.id)
}, putBack)
