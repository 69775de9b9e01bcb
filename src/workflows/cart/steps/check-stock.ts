import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../errors"
import { scarceItems, STOCK_FIELDS, type StockedVariant } from "../rules/stock-demand"

/** One order, and one line of it, takes no more pieces than this. */
const MOST_PIECES = 1000

type Input = {
  cart_id: string
  /** Variants to be added to what the cart holds. */
  added?: { variant_id: string; quantity: number }[]
  /** A line of the cart and how many of it there shall be. */
  changed?: { line_id: string; quantity: number }
}

type CartLine = { id: string; quantity: number; variant?: StockedVariant | null }
type CartWithStock = {
  id: string
  completed_at: string | Date | null
  sales_channel_id: string
  items: CartLine[]
}
type OfferedVariant = StockedVariant & { product?: { status?: string | null } | null }

async function loadCart(container: MedusaContainer, id: string): Promise<CartWithStock> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const fields = STOCK_FIELDS.map((field) => `items.variant.${field}`)
  const { data } = await query.graph({
    entity: "cart",
    fields: ["id", "completed_at", "sales_channel_id", "items.id", "items.quantity", ...fields],
    filters: { id },
  })
  const cart = data[0] as CartWithStock | undefined
  if (!cart) {
    throw shopError("cart_not_found", "There is no such cart.", MedusaError.Types.NOT_FOUND)
  }
  if (cart.completed_at) {
    throw shopError("cart_completed", "This cart is an order already.")
  }
  return cart
}

async function loadAdded(container: MedusaContainer, added: { variant_id: string; quantity: number }[]) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = added.length
    ? await query.graph({
        entity: "variant",
        fields: [...STOCK_FIELDS, "product.status"],
        filters: { id: added.map((item) => item.variant_id) },
      })
    : { data: [] }
  const variants = new Map((data as OfferedVariant[]).map((variant) => [variant.id, variant]))
  return added.map(({ variant_id: id, quantity }) => {
    const variant = variants.get(id)
    if (variant?.product?.status !== "published") {
      throw shopError("gone", "This is no longer in the catalogue.")
    }
    return { variant, quantity }
  })
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
 * Sees that the shop has enough for the whole cart after a change.
 *
 * @throws cart_not_found, cart_completed, gone, line_not_found, invalid_quantity, out_of_stock
 */
export const checkStockStep = createStep("check-stock", async (input: Input, { container }) => {
  const { added = [], changed } = input
  added.forEach((item) => checkQuantity(item.quantity, 1))
  if (changed) {
    checkQuantity(changed.quantity, 0)
  }
  const cart = await loadCart(container, input.cart_id)
  if (changed && !cart.items.some((line) => line.id === changed.line_id)) {
    throw shopError("line_not_found", "This is no longer in the cart.")
  }
  const kept = cart.items.map((line) =>
    line.id === changed?.line_id ? { ...line, quantity: changed.quantity } : line,
  )
  const fewer =
    changed && changed.quantity <= Number(cart.items.find((l) => l.id === changed.line_id)?.quantity)
  const lines = [...kept, ...(await loadAdded(container, added))]
  // Taking away is always right, even from a cart for which there is no longer enough.
  if (!fewer && scarceItems(lines, cart.sales_channel_id).length) {
    throw shopError("out_of_stock", "There is not enough in stock for this.")
  }
  return new StepResponse(cart.id)
})
