import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../errors"

/** One order, and one line of it, takes no more pieces than this. */
const MOST_PIECES = 1000

type Input = {
  /** Null: the cart is still to be made. */
  cart_id: string | null
  /** Variants to be added to what the cart holds. */
  added?: { variant_id: string; quantity: number }[]
  /** A line of the cart and how many of it there shall be. */
  changed?: { line_id: string; quantity: number }
}

type OpenCart = { completed_at: string | Date | null; items?: ({ id: string } | null)[] }

async function checkCart(container: MedusaContainer, id: string, lineId?: string): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: ["id", "completed_at", ...(lineId ? ["items.id"] : [])],
    filters: { id },
  })
  const [found]: unknown[] = data
  const cart = found as OpenCart | undefined
  if (!cart) {
    throw shopError("cart_not_found", "There is no such cart.", MedusaError.Types.NOT_FOUND)
  }
  if (cart.completed_at) {
    throw shopError("cart_completed", "This cart is an order already.")
  }
  if (lineId && !cart.items?.some((line) => line?.id === lineId)) {
    throw shopError("line_not_found", "This is no longer in the cart.")
  }
}

async function checkOffered(container: MedusaContainer, ids: string[]): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "variant",
    fields: ["id", "product.status"],
    filters: { id: ids },
  })
  const offered = new Set(data.filter(({ product }) => product?.status === "published").map(({ id }) => id))
  if (ids.some((id) => !offered.has(id))) {
    throw shopError("gone", "This is no longer in the catalogue.")
  }
}

function checkQuantity(quantity: number, least: number): void {
  if (!Number.isInteger(quantity) || quantity < least || quantity > MOST_PIECES) {
    throw shopError(
      "invalid_quantity",
      `The quantity must be a whole number from ${least} to ${MOST_PIECES}.`,
      MedusaError.Types.INVALID_DATA,
    )
  }
}

/**
 * Sees that a cart can be changed so; whether there is enough in stock is seen when it is held.
 *
 * @throws cart_not_found, cart_completed, gone, line_not_found, invalid_quantity
 */
export const checkChangeStep = createStep("check-change", async (input: Input, { container }) => {
  const { added = [], changed } = input
  added.forEach((item) => checkQuantity(item.quantity, 1))
  if (changed) {
    checkQuantity(changed.quantity, 0)
  }
  if (input.cart_id) {
    await checkCart(container, input.cart_id, changed?.line_id)
  }
  if (added.length) {
    await checkOffered(
      container,
      added.map((item) => item.variant_id),
    )
  }
  return new StepResponse(input.cart_id)
})
