import { randomBytes } from "node:crypto"
import type { Stock } from "../../catalog/stock"
import type { Catalog, Product, Variant } from "../../catalog/types"
import type { ShopContext } from "../../runtime/context"
import type { ProductDraft } from "../../runtime/session"

/** Maximum quantity per product card. Larger orders are placed by phone. */
export const MOST_OF_ONE = 99

/** A product card: the selected variant, quantity and add-ons, with their stock. */
export type Card = {
  catalog: Catalog
  product: Product
  variant: Variant
  quantity: number
  /** Sellable units of the selected variant; Infinity when stock does not limit it. */
  left: number
  stock: Stock
  addons: { product: Product; variant: Variant; quantity: number }[]
  /** Total of the selection, in the currency of the catalogue. */
  total: number
}

/** Returns the stored draft of the product, or a new one. */
export function draftOf(ctx: ShopContext, product: Product): ProductDraft {
  const draft = ctx.session.catalog?.draft
  if (draft?.product_id === product.id && product.variants.some(({ id }) => id === draft.variant_id)) {
    return draft
  }
  return keepDraft(ctx, {
    product_id: product.id,
    variant_id: product.variants[0].id,
    quantity: 1,
    addons: {},
    token: newToken(),
  })
}

export function keepDraft(ctx: ShopContext, draft: ProductDraft): ProductDraft {
  ctx.session.catalog = { ...ctx.session.catalog, draft }
  return draft
}

/** Returns a token that makes the "add" button of a card idempotent. */
export function newToken(): string {
  return randomBytes(4).toString("base64url")
}

/** Returns all variants of the product and the selected add-ons that the catalogue still contains. */
export function variantsOf(catalog: Catalog, product: Product, draft: ProductDraft): Variant[] {
  const addons = Object.keys(draft.addons).map((id) => catalog.variantById.get(id)?.variant)
  return [...product.variants, ...addons.filter((variant) => variant !== undefined)]
}

/** Builds the card of a draft. Reduces quantities to the stock. */
export function cardOf(catalog: Catalog, product: Product, draft: ProductDraft, stock: Stock): Card {
  const variant = product.variants.find(({ id }) => id === draft.variant_id) ?? product.variants[0]
  const left = stock.get(variant.id) ?? 0
  const quantity = Math.min(Math.max(1, draft.quantity), Math.max(1, Math.min(left, MOST_OF_ONE)))
  const addons = Object.entries(draft.addons).flatMap(([id, wanted]) => {
    const found = catalog.variantById.get(id)
    const count = Math.min(wanted, stock.get(id) ?? 0)
    return found && count > 0 ? [{ ...found, quantity: count }] : []
  })
  const extra = addons.reduce((sum, addon) => sum + addon.variant.price * addon.quantity, 0)
  return { catalog, product, variant, quantity, left, stock, addons, total: variant.price * quantity + extra }
}
