import type { ShopContext } from "../../runtime/context"
import { telegramOf } from "../../runtime/telegram"
import { keptUntil } from "../../messages/holds/kept-until"
import { cartCount } from "../cart-count"
import { readCart, type ReadCart } from "../../../medusa-sql/whole-cart"
import { readCartDelivery } from "../../../workflows/delivery/get-cart-delivery"
import type { CartDeliveryView, DeliveryChanges } from "../../../workflows/delivery/types"
import { updateCartDeliveryWorkflow } from "../../../workflows/delivery/update-cart-delivery"

/** The person's cart, if it is there and still to be ordered and not empty. */
export async function loadCart(ctx: ShopContext): Promise<ReadCart | undefined> {
  const { cart_id: id } = ctx.account
  const cart = id ? await readCart(ctx.container, id) : undefined
  return cart?.items.length ? cart : undefined
}

/** Whether there is something to be ordered. Its flowers are kept for longer. */
export async function keepCart(ctx: ShopContext): Promise<boolean> {
  const [count] = await Promise.all([cartCount(ctx), keptUntil(ctx)])
  return count > 0
}

/** How the cart's delivery stands. */
export function loadDelivery(ctx: ShopContext, cartId: string): Promise<CartDeliveryView> {
  return readCartDelivery(ctx.container, { cart_id: cartId })
}

/** Writes what the person told into the cart's delivery. @throws the workflow's shop errors */
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

/** The fields that are to be asked once more, though they are filled. */
export function askedAgain(ctx: ShopContext): readonly ("recipient_name" | "recipient_phone")[] {
  return ctx.session.checkout?.again ?? []
}

export function askAgain(ctx: ShopContext, again: ("recipient_name" | "recipient_phone")[]): void {
  ctx.session.checkout = { ...ctx.session.checkout, again: again.length ? again : undefined }
}

/** From now on this is the person's cart; null: none. */
export async function setCart(ctx: ShopContext, cartId: string | null): Promise<void> {
  await telegramOf(ctx.container).setBelongings(ctx.account.id, { cart_id: cartId })
  ctx.account.cart_id = cartId
}

/**
 * The cart that was put aside for a repeated order, or none, becomes the person's cart again.
 *
 * @returns whether there was one
 */
export async function takeCartBack(ctx: ShopContext): Promise<boolean> {
  const aside = ctx.session.checkout?.cart_aside
  ctx.session.checkout = { placed: ctx.session.checkout?.placed }
  await setCart(ctx, aside ?? null)
  return aside !== undefined
}
