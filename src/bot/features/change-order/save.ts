import { errorCode } from "../../../lib/errors"
import {
  changeOwnDelivery,
  priceOwnChange,
  type OwnChanges,
} from "../../../workflows/delivery/change-own-delivery"
import type { ShopContext } from "../../runtime/context"
import type { TextKey } from "../../ui/texts"
import { showOrder } from "../orders/detail"
import type { ShopperOrder } from "../orders/order"
import { showPrice } from "./screens"

/** Answers that the shopper can correct. The question is asked again. */
const CORRECTABLE = [
  "invalid_name",
  "invalid_phone",
  "invalid_address",
  "invalid_location",
  "invalid_slot",
  "invalid_shipping_option",
  "out_of_zone",
  "text_too_long",
  "slot_full",
  "slot_cut_off",
  "slot_closed",
  "card_fixed",
  "invalid_exact_time",
  "express_unavailable",
]

/** Refusals that end the change. */
const REFUSALS: Partial<Record<string, TextKey>> = {
  too_late: "change.too_late",
  edit_too_late: "change.too_late",
  too_many_changes: "errors.too_many_changes",
  zone_fixed: "errors.zone_fixed",
  price_differs: "errors.price_differs",
  card_sold_out: "errors.card_sold_out",
  out_of_stock: "errors.card_sold_out",
  reserved_for_now: "errors.card_sold_out",
  payment_in_progress: "errors.payment_in_progress",
  order_being_changed: "errors.order_being_changed",
}

type Retry = (notice: string) => Promise<void>

/** Saves a change that has no price, and shows the order. @param retry asks the question again; the notice says why, HTML */
export const saveChange = (
  ctx: ShopContext,
  order: ShopperOrder,
  changes: OwnChanges,
  retry: Retry,
): Promise<void> => within(ctx, order.id, retry, () => save(ctx, order.id, changes, 0))

/**
 * Saves another address, slot or card. If it changes the price, the shopper reads the difference first.
 *
 * @param agreed the difference that the shopper agreed to
 */
export const savePriced = (
  ctx: ShopContext,
  order: ShopperOrder,
  changes: OwnChanges,
  retry: Retry,
  agreed = 0,
): Promise<void> =>
  within(ctx, order.id, retry, async () => {
    const { customer_id } = ctx.account
    const difference = await priceOwnChange(ctx.container, {
      order_id: order.id,
      customer_id: customer_id ?? "",
      changes,
    })
    if (difference !== agreed) {
      return showPrice(ctx, order, difference, changes.card_text !== undefined)
    }
    return save(ctx, order.id, changes, agreed)
  })

async function save(
  ctx: ShopContext,
  order_id: string,
  changes: OwnChanges,
  difference: number,
): Promise<void> {
  const { customer_id, telegram_id } = ctx.account
  await changeOwnDelivery(ctx.container, {
    order_id,
    actor: { type: "shopper", telegram_id, customer_id: customer_id ?? "" },
    changes,
    difference,
  })
  ctx.session.change = undefined
  return showOrder(ctx, order_id, ctx.t("change.done"))
}

async function within(
  ctx: ShopContext,
  orderId: string,
  retry: Retry,
  act: () => Promise<void>,
): Promise<void> {
  try {
    return await act()
  } catch (error) {
    const code = errorCode(error) ?? ""
    const refusal = REFUSALS[code]
    if (refusal) {
      return showOrder(ctx, orderId, ctx.t(refusal))
    }
    const key = `errors.${code}`
    if (!CORRECTABLE.includes(code) || !ctx.t.has(key)) {
      throw error
    }
    return retry(ctx.t(key))
  }
}
