import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { InlineKeyboard } from "grammy"
import { catalogFor } from "../../catalog/cache"
import { productOfVariant } from "../../catalog/similar"
import { stockOf } from "../../catalog/stock"
import { errorCode } from "../../../lib/errors"
import { addBouquetWorkflow, type AddBouquetInput } from "../../../workflows/cart/add-bouquet"
import { ensureCart } from "../../../workflows/cart/ensure-cart"
import { clip } from "../../ui/clip"
import { handlingOf } from "../../runtime/handling"
import type { ShopContext } from "../../runtime/context"
import { openCart, openCheckout } from "../../ui/navigation"
import { pictureAt } from "../../ui/pictures"
import { show } from "../../ui/screen"
import { money, type TextKey } from "../../ui/texts"
import { keptUntil } from "../../messages/holds/kept-until"
import { cartCount } from "../cart-count"
import { backToList } from "./buttons"
import { cardOf, keepDraft, newToken, variantsOf, type Card } from "./draft"
import { showProduct } from "./product-card"
import { suggestSimilar } from "./suggest"
import { variantName } from "./labels"

/** Message for each error code of the cart workflows. */
const REFUSALS: Partial<Record<string, TextKey>> = {
  gone: "catalog.product_gone",
  out_of_stock: "catalog.not_enough",
  // Medusa's own code, returned when a new cart is created with the lines.
  insufficient_inventory: "catalog.not_enough",
  reserved_for_now: "catalog.reduced_by_holds",
}

/**
 * Adds lines to the account's cart; creates the cart when there is none.
 *
 * @returns false, after an alert to the shopper, when stock is insufficient, other carts hold the stock, or a
 * product is no longer sold
 */
export async function putIntoCart(ctx: ShopContext, items: AddBouquetInput["items"]): Promise<boolean> {
  try {
    const result = await ensureCart(ctx.container, ctx.account, { language: ctx.t.language, items })
    ctx.account.cart_id = result.cart_id
    const since = handlingOf(ctx.update).mayHaveActedSince
    if (!result.is_new && !(since && (await isPutInSince(ctx, result.cart_id, items, since)))) {
      await addBouquetWorkflow(ctx.container).run({ input: { cart_id: result.cart_id, items } })
    }
    return true
  } catch (error) {
    const said = REFUSALS[errorCode(error) ?? ""]
    if (!said) {
      throw error
    }
    await ctx.answer(ctx.t.plain(said), { alert: true })
    return false
  }
}

type Line = { variant_id: string | null; updated_at: string | Date | null }

/**
 * Returns true when all lines were updated after `since`. A process that died may have added them already,
 * and they must not be added twice.
 */
async function isPutInSince(
  ctx: ShopContext,
  cartId: string,
  items: AddBouquetInput["items"],
  since: Date,
): Promise<boolean> {
  const query = ctx.container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: ["items.variant_id", "items.updated_at"],
    filters: { id: cartId },
  })
  const [cart] = data as unknown as { items?: (Line | null)[] | null }[]
  const lines = cart?.items ?? []
  const fresh = new Set(
    lines.flatMap((line) => (line && new Date(line.updated_at ?? 0) > since ? [line.variant_id] : [])),
  )
  return items.every(({ variant_id: id }) => fresh.has(id))
}

/**
 * Handles the buttons of a product card that put it into the cart. Adds the product with its add-ons once per card, also when
 * the button is tapped repeatedly.
 *
 * @param then shows the next screen
 */
export async function addFromCard(
  ctx: ShopContext,
  { variantId, quantity, token }: { variantId: string; quantity: number; token: string },
  then: (ctx: ShopContext, card: Card) => Promise<void> = showAdded,
): Promise<void> {
  const catalog = await catalogFor(ctx)
  const found = catalog.variantById.get(variantId)
  if (!found) {
    await ctx.answer(ctx.t.plain("catalog.product_gone"), { alert: true })
    return suggestSimilar(ctx, await productOfVariant(ctx, variantId))
  }
  const draft = ctx.session.catalog?.draft
  if (draft?.token !== token || draft.product_id !== found.product.id) {
    return showStale(ctx, found.product.id)
  }
  const wanted = { ...draft, variant_id: variantId, quantity }
  const stock = await stockOf(ctx, catalog, variantsOf(catalog, found.product, wanted))
  const card = cardOf(catalog, found.product, wanted, stock)
  if (draft.added) {
    return then(ctx, card)
  }
  const isWhole =
    card.quantity === quantity && card.left > 0 && card.addons.length === Object.keys(draft.addons).length
  if (!isWhole) {
    const said = stock.isReserved(variantId) ? "catalog.reduced_by_holds" : "catalog.not_enough"
    await ctx.answer(ctx.t.plain(said), { alert: true })
    await showProduct(ctx, found.product.id)
    return
  }
  const items = [{ variant: card.variant, quantity }, ...card.addons].map((item) => ({
    variant_id: item.variant.id,
    quantity: item.quantity,
  }))
  if (await putIntoCart(ctx, items)) {
    keepDraft(ctx, { ...wanted, added: true })
    return then(ctx, card)
  }
  await showProduct(ctx, found.product.id)
}

/** Shows the current card in place of an outdated one; adds nothing. */
async function showStale(ctx: ShopContext, productId: string): Promise<void> {
  await ctx.answer(ctx.t.plain("common.stale"))
  await showProduct(ctx, productId)
}

async function showAdded(
  ctx: ShopContext,
  { catalog, product, variant, quantity, addons, total }: Card,
): Promise<void> {
  const { t } = ctx
  const [count, kept] = await Promise.all([cartCount(ctx), keptUntil(ctx)])
  const names = [
    `${variantName(t, product, variant)} × ${quantity}`,
    ...addons.map((addon) => `${addon.product.title[t.language]} × ${addon.quantity}`),
  ]
  await show(ctx, {
    text: [
      t("catalog.added", {
        what: clip(names.join("\n"), 750),
        price: money(t, total, catalog.currency_code),
      }),
      kept,
    ]
      .filter(Boolean)
      .join("\n\n"),
    photo: pictureAt(product.thumbnail),
    keyboard: new InlineKeyboard()
      .text(t.plain("catalog.checkout"), openCheckout.pack({}))
      .row()
      .text(t.plain("common.menu_cart_count", { count }), openCart.pack({}))
      .text(t.plain("catalog.continue"), backToList.pack({})),
  })
}

/** Resets the draft of a product that was already added, so that the next visit starts with a new token. */
export function beginAnewIfAdded(ctx: ShopContext, productId: string): void {
  const draft = ctx.session.catalog?.draft
  if (draft?.product_id === productId && draft.added) {
    keepDraft(ctx, { ...draft, quantity: 1, addons: {}, added: false, token: newToken() })
  }
}
