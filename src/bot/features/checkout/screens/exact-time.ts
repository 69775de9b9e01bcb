import { InlineKeyboard } from "grammy"
import { timesWithin } from "../../../../modules/delivery/slots"
import type { CartDeliveryView } from "../../../../workflows/delivery/types"
import type { ShopContext } from "../../../runtime/context"
import { expectNothing } from "../../../ui/expect"
import { banner } from "../../../ui/pictures"
import { show } from "../../../ui/screen"
import { chooseTime, edit, leave } from "../buttons"
import { priceOf } from "./place"

const TIMES_IN_ROW = 3

/** The chosen zone, if the shopper can choose an exact time inside the chosen slot. */
const zoneOf = ({ delivery, shipping_options: options }: CartDeliveryView) =>
  delivery.slot && !delivery.slot.express
    ? options.find(({ chosen, exact_time_amount: amount }) => chosen && amount !== null)
    : undefined

export const offersExactTime = (view: CartDeliveryView): boolean => zoneOf(view) !== undefined

/** Asks whether the delivery comes at any time of the slot, or at an exact time for another price. */
export async function showExactTimes(ctx: ShopContext, view: CartDeliveryView): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  const { slot, exact_time: chosen } = view.delivery
  const zone = zoneOf(view)
  if (!slot || !zone) {
    return
  }
  const hours = `${slot.start}–${slot.end}`
  const anyTime = t.plain("checkout.any_time", { hours, price: await priceOf(ctx, zone.amount) })
  const keyboard = new InlineKeyboard().text(anyTime, chooseTime.pack({ time: "any" }))
  timesWithin(slot).forEach((time, index) => {
    if (index % TIMES_IN_ROW === 0) {
      keyboard.row()
    }
    keyboard.text(
      `${time === chosen ? "✅" : "🎯"} ${time}`,
      chooseTime.pack({ time: time.replace(":", "") }),
    )
  })
  await show(ctx, {
    text: t("checkout.ask_exact_time", { price: await priceOf(ctx, zone.exact_time_amount) }),
    photo: banner("checkout"),
    keyboard: keyboard
      .row()
      .text(t.plain("common.back"), edit.pack({ what: "slot_id" }))
      .text(t.plain("common.cancel"), leave.pack({})),
  })
}
