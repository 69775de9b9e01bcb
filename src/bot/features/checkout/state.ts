import type { ShopContext } from "../../runtime/context"
import { telegramOf } from "../../runtime/telegram"
import { keptUntil } from "../../messages/holds/kept-until"
import { cartCount } from "../cart-count"
import { readCart, type ReadCart } from "../../../medusa-sql/whole-cart"
import { readCartDelivery } from "../../../workflows/delivery/get-cart-delivery"
import type { CartDeliveryView, DeliveryChanges } from "../../../workflows/delivery/types"
import { updateCartDeliveryWorkflow } from "../../../workflows/delivery/update-cart-delivery"

/** The shopper's cart; undefined when there is none, when it is empty or when it is already ordered. */
export async function loadCart(ctx: ShopContext): Promise<ReadCart | undefined> {
  const { cart_id: id } = ctx.account
  const cart = id ? await readCart(ctx.container, id) : undefined
  return cart?.items.length ? cart : undefined
}

/** Returns whether the cart has lines to order, and renews the cart's stock hold. */
export async function keepCart(ctx: ShopContext): Promise<boolean> {
  const [count] = await Promise.all([cartCount(ctx), keptUntil(ctx)])
  return count > 0
}

/** The answers in the cart's delivery, the missing fields and the shipping options. */
export function loadDelivery(ctx: ShopContext, cartId: string): Promise<CartDeliveryView> {
  return readCartDelivery(ctx.container, { cart_id: cartId })
}

/** Saves answers to the cart's delivery. @throws the shop errors of the workflow */
export async function changeDelivery(
  ctx: ShopContext,
  cartId: string,
  delivery: DeliveryChanges,
): Promise<CartDeliveryView> {
  const { result } = await updateCartDeliveryWorkflow(ctx.container).run({
    input: { cart_id: cartId, delivery },
  })
  return result
}

/** Fields that the bot must ask again although they have a value, because the recipient has changed. */
export function askedAgain(ctx: ShopContext): readonly ("recipient_name" | "recipient_phone")[] {
  return ctx.session.checkout?.again ?? []
}

export function askAgain(ctx: ShopContext, again: ("recipient_name" | "recipient_phone")[]): void {
  ctx.session.checkout = { ...ctx.session.checkout, again: again.length ? again : undefined }
}

/** The bot does not ask again what was just answered. */
export function forgetAgain(ctx: ShopContext, changes: DeliveryChanges): void {
  askAgain(
    ctx,
    askedAgain(ctx).filter((field) => changes[field] === undefined),
  )
}

/** Makes a cart the shopper's current cart; null removes it. */
export async function setCart(ctx: ShopContext, cartId: string | null): Promise<void> {
  await telegramOf(ctx.container).setBelongings(ctx.account.id, { cart_id: cartId })
  ctx.account.cart_id = cartId
}

/**
 * Ends a repeated order: the cart that the shopper had before becomes the current cart again.
 *
 * @returns whether there was a cart before
 */
export async function takeCartBack(ctx: ShopContext): Promise<boolean> {
  const aside = ctx.session.checkout?.cart_aside
  ctx.session.checkout = { placed: ctx.session.checkout?.placed }
  await setCart(ctx, aside ?? null)
  return aside !== undefined
}
