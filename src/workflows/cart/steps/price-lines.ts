import type { CreateLineItemForCartDTO, ProductVariantDTO } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

/** Core's own way from variants to priced lines, which it uses in create-cart and add-to-cart. */
const CORES_WAY = "get-variant-items-with-prices-workflow"

/**
 * What becomes a line of a variant: of its stock only whether it is brought. How much of it there is core would read
 * with it, and nobody here asks that of core: it is held.
 */
const FIELDS = [
  ...["id", "title", "sku", "barcode", "thumbnail", "is_discountable", "variant_option_values"],
  ...["manage_inventory", "allow_backorder", "requires_shipping"],
  ...["product.id", "product.title", "product.description", "product.subtitle", "product.handle"],
  ...["product.status", "product.thumbnail", "product.discountable", "product.is_giftcard"],
  ...["product.type.id", "product.type.value", "product.collection.id", "product.collection.title"],
  ...["product.shipping_profile.id", "inventory_items.inventory.requires_shipping"],
]

type Item = { variant_id: string; quantity: number; metadata?: Record<string, unknown> }

export type PriceLinesInput = {
  /** What prices may depend on, as core reads it of a cart. */
  cart: Record<string, unknown>
  items: Item[]
  /** How many of each there are then, for prices that depend on it; those of the items when left out. */
  quantities?: number[]
}

/** `cart_id` is there where the cart is. */
type Line = CreateLineItemForCartDTO & { variant_id: string; unit_price: number }

/**
 * The lines that core would write for these items, at today's prices. Changes nothing.
 *
 * @throws core's invalid_data for what is not sold, or has no price
 */
export const priceLinesStep = createStep(
  "price-lines",
  async ({ cart, items, quantities = [] }: PriceLinesInput, { container }) => {
    const { result } = await container.resolve(Modules.WORKFLOW_ENGINE).run(CORES_WAY, {
      input: {
        cart,
        items: items.map((item, index) => ({ ...item, quantity: quantities[index] ?? item.quantity })),
        variants: { id: items.map(({ variant_id: id }) => id), fields: FIELDS },
      },
    })
    const { variants, lineItems } = result as {
      variants: Partial<ProductVariantDTO>[]
      lineItems: { data: Line }[]
    }
    const lines = lineItems.map(({ data }, index) => ({ ...data, quantity: items[index].quantity }))
    return new StepResponse({ variants, lines })
  },
)
