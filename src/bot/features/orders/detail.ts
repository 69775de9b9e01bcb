import { InlineKeyboard } from "grammy"
import { isGift } from "../../../modules/delivery/order-limits"
import { isBack, nextActions } from "../../../modules/workshop/order-transitions"
import { changeableParts, isWithCourier } from "../../../modules/workshop/shopper-changes"
import type { ShopContext } from "../../runtime/context"
import { fit } from "../../ui/fit"
import { expectNothing } from "../../ui/expect"
import { openHelp, openOrders, repeatOrder } from "../../ui/navigation"
import { pictureAt, pictureByFileId, type Picture } from "../../ui/pictures"
import { addInRows } from "../../ui/rows"
import { show } from "../../ui/screen"
import { balanceOf } from "../../../workflows/payment/order-payment/balance"
import { shopPlace } from "../../../workflows/shop-place"
import { billOf, payable } from "../../../lib/money"
import { money, type Translate } from "../../ui/texts"
import { momentInFull } from "../../ui/when"
import { deliveryLines, type TextOptions } from "../checkout/confirmation"
import { lineList, sumLines } from "../checkout/lines"
import { choosePaymentMethod } from "../payment/buttons"
import { openChange } from "../change-order/buttons"
import { openDecision } from "../failed-delivery/buttons"
import { addPhotoButtons } from "../photo/buttons"
import { differenceButtons } from "../payment/difference"
import { askCancel, confirmCancel } from "./buttons"
import { openOrder } from "../../ui/navigation"
import { showOrders } from "./list"
import { loadOrder, type ShopperOrder } from "./order"
import { history, stateOf } from "./state"

/** Shows one order: lines, delivery details and history. @param notice status message shown first, HTML */
export async function showOrder(ctx: ShopContext, orderId: string, notice?: string): Promise<void> {
  expectNothing(ctx)
  const order = await loadOrder(ctx, orderId)
  if (!order) {
    return showOrders(ctx, 0, ctx.t("orders.not_found"))
  }
  const shop = order.delivery?.method === "pickup" ? await shopPlace(ctx.container) : undefined
  await show(ctx, {
    text: fit((scale) =>
      [notice, orderText(ctx.t, order, { shopAddress: shop?.address ?? "", scale })]
        .filter(Boolean)
        .join("\n\n"),
    ),
    photo: pictureOf(order),
    keyboard: InlineKeyboard.from([
      ...(await differenceButtons(ctx.container, ctx.t, { ...order, ...balanceOf(order) })),
      ...orderKeyboard(ctx.t, order).inline_keyboard,
    ]),
  })
}

function orderText(t: Translate, order: ShopperOrder, options: TextOptions): string {
  const bill = billOf(order)
  const title = t("orders.order", { number: order.display_id, state: stateOf(t, order) })
  return [
    `${title}\n${t("orders.placed_at", { moment: momentInFull(t, order.created_at) })}`,
    [
      lineList(t, order.items, bill, options.scale),
      sumLines(t, order.delivery?.method, bill),
      balanceLine(t, order),
    ]
      .filter(Boolean)
      .join("\n"),
    order.delivery && deliveryLines(t, order.delivery, options),
    order.assignment && isWithCourier(order.assignment) && t("change.with_courier"),
    order.assignment && history(t, order.assignment, Math.ceil(8 * options.scale)),
  ]
    .filter(Boolean)
    .join("\n\n")
}

/** What an edited or returned order still costs the shopper, or what the shop gives back; empty for other orders. */
function balanceLine(t: Translate, order: ShopperOrder): string {
  const { paid, due, owed } = balanceOf(order)
  if (due > 0 && isGift(order.delivery) && order.assignment?.status !== "awaiting_payment") {
    return t("notices.changed_due_gift", { amount: money(t, due, order.currency_code) })
  }
  if (owed > 0) {
    return t("orders.owed", { amount: money(t, owed, order.currency_code) })
  }
  return paid > 0 && due > 0
    ? t("orders.due", {
        paid: money(t, paid, order.currency_code),
        amount: money(t, due, order.currency_code),
      })
    : ""
}

/** The florist's photo of the finished bouquet, else the picture of the first product that has one. */
function pictureOf({ assignment, items }: ShopperOrder): Picture {
  return assignment?.photo_file_id
    ? pictureByFileId(assignment.photo_file_id)
    : pictureAt(items.find(({ thumbnail }) => thumbnail)?.thumbnail)
}

function orderKeyboard(t: Translate, order: ShopperOrder): InlineKeyboard {
  const { id: orderId } = order
  const keyboard = new InlineKeyboard()
  const payHere = checkoutUrl(order)
  if (payHere) {
    keyboard.url(
      t.plain("checkout.pay_now", {
        total: money(t, payable(order.total, order.currency_code), order.currency_code),
      }),
      payHere,
    )
    keyboard.row().text(t.plain("payment.another_method"), choosePaymentMethod.pack({ orderId })).row()
  }
  if (order.assignment && isBack(order.assignment)) {
    keyboard.text(t.plain("failed.open"), openDecision.pack({ orderId })).row()
  }
  if (order.assignment) {
    addPhotoButtons(keyboard, t, order.assignment, orderId)
  }
  const repeat = { label: t.plain("orders.repeat"), data: repeatOrder.pack({ orderId }) }
  const cancel = { label: t.plain("orders.cancel"), data: askCancel.pack({ orderId }) }
  const change = { label: t.plain("change.open"), data: openChange.pack({ orderId }) }
  addInRows(
    keyboard,
    [...(canChange(order) ? [change] : []), repeat, ...(canCancel(order) ? [cancel] : [])],
    2,
  )
  return keyboard
    .text(t.plain("common.menu_help"), openHelp.pack({}))
    .text(t.plain("common.back"), openOrders.pack({}))
}

/** The provider's payment page of an order that waits for payment; undefined for other orders. */
function checkoutUrl({ assignment, payment_collections: collections }: ShopperOrder): string | undefined {
  const sessions = collections?.flatMap(({ payment_sessions: own }) => own ?? []) ?? []
  const url = sessions.map(({ data }) => data?.checkout_url).find((one) => typeof one === "string")
  return assignment?.status === "awaiting_payment" ? url : undefined
}

/** Whether the shopper may still cancel. Only staff can cancel after a florist has accepted the order. */
export function canCancel({ assignment, status }: ShopperOrder): boolean {
  return status !== "canceled" && !!assignment && nextActions(assignment, "shopper").includes("cancel")
}

/** Whether the shopper may still change a part of the order. */
const canChange = ({ assignment, delivery, status }: ShopperOrder): boolean =>
  status !== "canceled" && !!assignment && !!delivery && changeableParts(assignment).length > 0

/** Asks the shopper to confirm the cancellation. */
export async function showCancel(ctx: ShopContext, orderId: string): Promise<void> {
  const order = await loadOrder(ctx, orderId)
  if (!order || !canCancel(order)) {
    return showOrder(ctx, orderId, order && ctx.t("orders.too_late"))
  }
  const { t } = ctx
  await show(ctx, {
    text: t("orders.ask_cancel", { number: order.display_id }),
    photo: pictureOf(order),
    keyboard: new InlineKeyboard()
      .text(t.plain("orders.cancel_no"), openOrder.pack({ orderId }))
      .row()
      .text(t.plain("orders.cancel_yes"), confirmCancel.pack({ orderId })),
  })
}
