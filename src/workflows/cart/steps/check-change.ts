import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../errors"
import { runPrepared, type Prepared } from "../../../prepared"

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

type Row = {
  cart: { is_ordered: boolean; has_line: boolean } | null
  offered: string[]
}

/** One statement: it stands in the way of every change of a cart. */
const STATE: Prepared = {
  name: "cart-to-change",
  text: `
  SELECT
    (
      SELECT json_build_object('is_ordered', cart.completed_at IS NOT NULL, 'has_line', EXISTS (
        SELECT FROM cart_line_item line
        WHERE line.id = $2 AND line.cart_id = cart.id AND line.deleted_at IS NULL
      ))
      FROM cart WHERE cart.id = $1 AND cart.deleted_at IS NULL
    ) AS cart,
    ARRAY(
      SELECT variant.id FROM product_variant variant
      JOIN product ON product.id = variant.product_id AND product.deleted_at IS NULL
      WHERE variant.id = ANY(CAST($3 AS text[])) AND variant.deleted_at IS NULL AND product.status = 'published'
    ) AS offered`,
}

async function checkState(
  container: MedusaContainer,
  { cart_id, changed, added = [] }: Input,
): Promise<void> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const ids = added.map((item) => item.variant_id)
  const [{ cart, offered }] = await runPrepared<Row>(knex, STATE, [cart_id, changed?.line_id ?? null, ids])
  if (cart_id && !cart) {
    throw shopError("cart_not_found", "There is no such cart.", MedusaError.Types.NOT_FOUND)
  }
  if (cart?.is_ordered) {
    throw shopError("cart_completed", "This cart is an order already.")
  }
  if (changed && !cart?.has_line) {
    throw shopError("line_not_found", "This is no longer in the cart.")
  }
  if (ids.some((id) => !offered.includes(id))) {
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
  await checkState(container, input)
  return new StepResponse(input.cart_id)
})
