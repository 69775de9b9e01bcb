import { errorCode } from "../../../lib/errors"
import { cancelOrderWorkflow } from "../../../workflows/assignment/cancel-order"
import type { ShopContext } from "../../runtime/context"
import { canCancel, showOrder } from "./detail"
import { loadOrder } from "./order"

/** The order moved on, or was canceled a moment ago: its screen tells. */
const NOT_ANY_MORE = ["too_late", "not_allowed", "not_found"]

/** Cancels one's own order while it is allowed. */
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
