import type { PricingContext } from "@medusajs/framework/types"
import { MedusaError, ProductStatus } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { shopError } from "../../../lib/errors"
import {
  readCartToBegin,
  readCartToFill,
  type PlaceToBegin,
  type VariantToAdd,
} from "../../../medusa-sql/cart-to-fill"
import { fastCheckout } from "../../fast-checkout"
import type { LineDemand } from "../../hold/rules"
import { planItems, type ItemToAdd, type PlannedItem } from "../rules/add-lines"
import { checkQuantity } from "../rules/quantity"

/** What must be known to put items into a cart. */
export type Filling = {
  /** Whether the total is a plain sum, so that Medusa need not recompute taxes, promotions or payments. */
  is_plain: boolean
  planned: PlannedItem[]
  variants: VariantToAdd[]
  /** The locale to translate the lines' texts into; undefined if no translation exists. */
  translated_to: string | undefined
  /** The stock that the cart's lines need, including the lines to add. */
  demand: LineDemand[]
  /** The context for Medusa's pricing module. The caller adds each item's quantity. */
  price_context: NonNullable<PricingContext["context"]>
}

function checkItems(items: ItemToAdd[], variants: VariantToAdd[]): void {
  const offered = variants.filter(({ product }) => product?.status === ProductStatus.PUBLISHED)
  if (items.some((item) => !offered.some(({ id }) => id === item.variant_id))) {
    throw shopError("gone", "This product is no longer in the catalogue.")
  }
}

// Medusa's type of the context has only two of the fields that price rules may use.
const contextOf = (about: object) =>
  ({ ...about, is_custom_price: false }) as unknown as Filling["price_context"]

/**
 * Reads a cart and the items to add. Call it while the cart is locked.
 *
 * @throws cart_not_found, cart_completed, gone, invalid_quantity
 */
export const readCartToFillStep = createStep(
  "read-cart-to-fill",
  async ({ cart_id, items }: { cart_id: string; items: ItemToAdd[] }, { container }) => {
    items.forEach((item) => checkQuantity(item.quantity, 1))
    const { cart, ...row } = await readCartToFill(container, cart_id, items)
    if (!cart) {
      throw shopError("cart_not_found", "There is no such cart.", MedusaError.Types.NOT_FOUND)
    }
    if (cart.is_ordered) {
      throw shopError("cart_completed", "This cart is already an order.")
    }
    checkItems(items, row.variants)
    const { is_ordered: _, is_plain, lines, ...about } = cart
    const filling: Filling = {
      is_plain: is_plain && row.is_plain_shop && fastCheckout(container),
      planned: planItems(lines, items),
      variants: row.variants,
      translated_to: (row.is_translated && cart.locale) || undefined,
      demand: row.demand,
      price_context: contextOf({ ...about, total: cart.item_total }),
    }
    return new StepResponse(filling)
  },
)

export type CartToBegin = {
  region_id: string
  sales_channel_id: string
  customer_id: string
  locale: string
  items: ItemToAdd[]
}

/**
 * Reads the data for a new cart.
 *
 * @returns also the region, sales channel and customer, which Medusa's steps need. `is_plain` is false if one
 * of them does not exist
 * @throws gone, invalid_quantity
 */
export const readCartToBeginStep = createStep(
  "read-cart-to-begin",
  async ({ items, ...place }: CartToBegin, { container }) => {
    const { region_id, customer_id, locale } = place
    items.forEach((item) => checkQuantity(item.quantity, 1))
    const row = await readCartToBegin(container, place, items)
    checkItems(items, row.variants)
    const { region, sales_channel, customer } = row
    const filling: Filling & PlaceToBegin = {
      ...{ region, sales_channel, customer },
      is_plain: Boolean(row.is_plain_shop && region && sales_channel && customer) && fastCheckout(container),
      planned: planItems([], items),
      variants: row.variants,
      translated_to: (row.is_translated && locale) || undefined,
      demand: row.demand,
      price_context: contextOf({
        ...{ region, region_id, customer, customer_id },
        currency_code: region?.currency_code,
      }),
    }
    return new StepResponse(filling)
  },
)
