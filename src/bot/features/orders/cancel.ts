import { errorCode } from "../../../lib/errors"
import { cancelOrderWorkflow } from "../../../workflows/assignment/cancel-order"
import type { ShopContext } from "../../runtime/context"
import { canCancel, showOrder } from "./detail"
import { loadOrder } from "./order"

/** Errors of an order that a florist has accepted, or that is already canceled. */
const NOT_ANY_MORE = ["too_late", "not_allowed", "not_found"]

/** Cancels the shopper's own order, and shows the order. Says when it is too late to cancel. */
export async function cancelOrder(ctx: ShopContext, orderId: string): Promise<void> {
  const order = await loadOrder(ctx, orderId)
  const { customer_id: customerId, telegram_id: telegramId } = ctx.account
  if (!order?.assignment || !customerId || !canCancel(order)) {
    return showOrder(ctx, orderId, order && ctx.t("orders.too_late"))
  }
  try {
    await cancelOrderWorkflow(ctx.container).run({
      input: {
        assignment_id: order.assignment.id,
        actor: { type: "shopper", telegram_id: telegramId, customer_id: customerId },
      },
    })
  } catch (error) {
    if (!NOT_ANY_MORE.includes(errorCode(error) ?? "")) {
      throw error
    }
    return showOrder(ctx, orderId, ctx.t("orders.too_late"))
  }
  return showOrder(ctx, orderId, ctx.t("orders.canceled"))
}
