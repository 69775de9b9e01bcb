import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ShopContext } from "../../kit/context"
import { telegramOf } from "../../kit/telegram"
import { keptUntil } from "../../holds/kept-until"
import { cartCount } from "../cart-count"
import { readCartDelivery } from "../../../workflows/delivery/get-cart-delivery"
import type { CartDeliveryView, DeliveryChanges } from "../../../workflows/delivery/types"
import { updateCartDeliveryWorkflow } from "../../../workflows/delivery/update-cart-delivery"

/** What the checkout reads of the cart, in whole soums. */
export type CheckoutCart = {
  id: string
  completed_at: string | null
  total: number
  item_total: number
  shipping_total: number
  discount_total: number
  items: CheckoutLine[]
  promotions: { code: string; is_automatic: boolean }[]
  region: { payment_providers: { id: string; is_enabled: boolean }[] } | null
}

export type CheckoutLine = {
  id: string
  title: string
  product_title: string | null
  variant_title: string | null
  quantity: number
  total: number
}

const FIELDS = [
  "id",
  "completed_at",
  "total",
  "item_total",
  "shipping_total",
  "discount_total",
  "items.id",
  "items.title",
  "items.product_title",
  "items.variant_title",
  "items.quantity",
  "items.total",
  "promotions.code",
  "promotions.is_automatic",
  "region.payment_providers.id",
  "region.payment_providers.is_enabled",
]

/** The person's cart, if it is there and still to be ordered and not empty. */
export async function readCart(ctx: ShopContext): Promise<CheckoutCart | undefined> {
  const { cart_id: id } = ctx.account
  if (!id) {
    return undefined
  }
  const query = ctx.container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "cart", fields: FIELDS, filters: { id } })
  const [cart] = data as unknown as CheckoutCart[]
  return cart && !cart.completed_at && cart.items?.length ? cart : undefined
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
