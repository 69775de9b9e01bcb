import { randomBytes } from "node:crypto"
import type { Stock } from "../../catalog/stock"
import type { Catalog, Product, Variant } from "../../catalog/types"
import type { ShopContext } from "../../runtime/context"
import type { ProductDraft } from "../../runtime/session"

/** One card orders no more pieces than this; for more there is the shop's phone. */
export const MOST_OF_ONE = 99

/** A product's card as it stands: what is chosen, and how many of each variant there are. */
export type Card = {
  catalog: Catalog
  product: Product
  variant: Variant
  quantity: number
  /** Pieces of the chosen variant that can be made now; Infinity where stock does not limit it. */
  left: number
  stock: Stock
  addons: { product: Product; variant: Variant; quantity: number }[]
  /** Of everything chosen, in whole soums. */
  total: number
}

/** The draft of a product: the one at hand, or a fresh one. */
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

/** What an "add" button is good for: once. */
export function newToken(): string {
  return randomBytes(4).toString("base64url")
}

/** Variants of the draft that the catalogue still has: the chosen one's sisters and the add-ons. */
export function variantsOf(catalog: Catalog, product: Product, draft: ProductDraft): Variant[] {
  const addons = Object.keys(draft.addons).map((id) => catalog.variantById.get(id)?.variant)
  return [...product.variants, ...addons.filter((variant) => variant !== undefined)]
}

/** Puts the draft on a card; wishes beyond the stock are cut to it. */
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
