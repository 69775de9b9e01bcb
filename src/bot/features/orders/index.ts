import { Composer } from "grammy"
import type { ShopContext } from "../../runtime/context"
import { openOrder, openOrders, repeatOrder } from "../../ui/navigation"
import { askCancel, confirmCancel, openPage } from "./buttons"
import { cancelOrder } from "./cancel"
import { showCancel, showOrder } from "./detail"
import { showOrders, showStatus } from "./list"
import { repeat } from "./repeat"

/** The shopper's own orders: list, status, repeat and cancel. */
export const orders = new Composer<ShopContext>()

orders.command("orders", (ctx) => showOrders(ctx))
orders.command("status", showStatus)
openOrders.on(orders, (ctx) => showOrders(ctx))
openPage.on(orders, (ctx, { page }) => showOrders(ctx, /^\d{1,4}$/.test(page) ? Number(page) : 0))
openOrder.on(orders, (ctx, { orderId }) => showOrder(ctx, orderId))
askCancel.on(orders, (ctx, { orderId }) => showCancel(ctx, orderId))
confirmCancel.on(orders, (ctx, { orderId }) => cancelOrder(ctx, orderId))
repeatOrder.on(orders, (ctx, { orderId }) => repeat(ctx, orderId))
