import { reduceLinesWorkflow } from "../../../workflows/cart/reduce-lines"
import type { CartDelivery } from "../../../workflows/delivery/types"
import { isGift } from "../../../modules/delivery/order-limits"
import { catalogFor } from "../../catalog/cache"
import { stockOf } from "../../catalog/stock"
import type { Variant } from "../../catalog/types"
import type { ShopContext } from "../../runtime/context"
import type { ReadCart } from "../../../medusa-sql/whole-cart"
import { addonsIn } from "../catalog/addons"
import { putIntoCart } from "../catalog/add-to-cart"

/** The greeting card of a cart: its lines, and the card that the shop sells. */
export type CardOfCart = {
  /** Ids of the cart's lines with a card. */
  lines: string[]
  /** The card to put into the cart; undefined if none is in stock. */
  onSale: Variant | undefined
}

/** Whether a cart without a card has its answer: no words, and none are asked for. */
const isSettled = (delivery: CartDelivery) =>
  delivery.card_text === null && (!isGift(delivery) || delivery.without_card)

/**
 * The cards of the catalogue are add-ons with `addon: "card"` in the product's metadata.
 *
 * @param delivery the cart's delivery, if the price of the card matters only for a question that is still open
 */
export async function cardOf(
  ctx: ShopContext,
  { items }: Pick<ReadCart, "items">,
  delivery?: CartDelivery,
): Promise<CardOfCart> {
  const catalog = await catalogFor(ctx)
  const cards = addonsIn(catalog)
    .filter(({ product }) => product.addon === "card")
    .map(({ variant }) => variant)
  const ids = new Set(cards.map(({ id }) => id))
  const lines = items.filter(({ variant_id: id }) => id !== null && ids.has(id)).map(({ id }) => id)
  if (lines.length || !cards.length || (delivery && isSettled(delivery))) {
    return { lines, onSale: undefined }
  }
  const stock = await stockOf(ctx, catalog, cards)
  return { lines, onSale: cards.find(({ id }) => stock.get(id)) }
}

/**
 * Whether the bot asks about the card: a gift has no answer yet, a card in the cart has no words, or the words have no card
 * although the shop sells one.
 */
export function asksForCard(delivery: CartDelivery, { lines, onSale }: CardOfCart): boolean {
  return delivery.card_text === null
    ? lines.length > 0 || !isSettled(delivery)
    : lines.length === 0 && onSale !== undefined
}

/** Puts the card into the cart, unless it has one. @returns false, after an alert, if the last card was sold meanwhile */
export async function takeCard(ctx: ShopContext, { onSale }: CardOfCart): Promise<boolean> {
  return !onSale || putIntoCart(ctx, [{ variant_id: onSale.id, quantity: 1 }])
}

/** Removes the cards from the cart. */
export async function dropCard(ctx: ShopContext, cartId: string, { lines }: CardOfCart): Promise<void> {
  if (lines.length) {
    await reduceLinesWorkflow(ctx.container).run({
      input: { cart_id: cartId, lines: lines.map((line_id) => ({ line_id, quantity: 0 })) },
    })
  }
}
