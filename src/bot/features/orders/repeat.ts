import { repeatOrderWorkflow } from "../../../workflows/cart/repeat-order"
import { sellingPlace } from "../../../workflows/selling-place"
import { clip } from "../../ui/clip"
import type { ShopContext } from "../../runtime/context"
import { proceed } from "../checkout/proceed"
import { loadCart, setCart } from "../checkout/state"
import { showOrders } from "./list"
import { loadOrder } from "./order"

/**
 * Repeats an order: makes a new cart with the same lines at current prices, and continues with the checkout.
 * Sets aside the cart that the shopper was filling. That cart comes back when the shopper places or leaves
 * the repeated order.
 */
export async function repeat(ctx: ShopContext, orderId: string): Promise<void> {
  const { customer_id: customerId, cart_id: cartId } = ctx.account
  const repeated = ctx.session.checkout?.repeated
  const isOpen = repeated !== undefined && repeated.cart_id === cartId
  if (isOpen && repeated.order_id === orderId) {
    return proceed(ctx)
  }
  const [order, place] = await Promise.all([loadOrder(ctx, orderId), sellingPlace(ctx.container)])
  if (!order || !customerId) {
    return showOrders(ctx, 0, ctx.t("orders.not_found"))
  }
  const { result } = await repeatOrderWorkflow(ctx.container).run({
    input: {
      order_id: order.id,
      customer_id: customerId,
      region_id: place.region_id,
      sales_channel_id: place.sales_channel_id,
    },
  })
  const former = isOpen ? undefined : await loadCart(ctx)
  await setCart(ctx, result.cart_id)
  if (!(await loadCart(ctx))) {
    await setCart(ctx, cartId)
    return showOrders(ctx, 0, ctx.t("checkout.repeat_nothing"))
  }
  const aside = ctx.session.checkout?.cart_aside ?? former?.id
  ctx.session.checkout = {
    placed: ctx.session.checkout?.placed,
    repeated: { order_id: orderId, cart_id: result.cart_id },
    cart_aside: aside,
  }
  return proceed(ctx, whatCame(ctx, result.skipped))
}

/** Text that names the lines of the old order that are no longer available. */
function whatCame({ t }: ShopContext, skipped: { title: string }[]): string {
  const titles = clip(skipped.map(({ title }) => title).join(", "), 200)
  return [t("checkout.repeat_ready"), titles && t("checkout.repeat_skipped", { titles })]
    .filter(Boolean)
    .join("\n")
}
