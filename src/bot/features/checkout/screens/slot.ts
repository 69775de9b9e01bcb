import type { ShopContext } from "../../../runtime/context"
import { expectNothing } from "../../../ui/expect"
import { banner } from "../../../ui/pictures"
import { show } from "../../../ui/screen"
import { slotPicker } from "../../../ui/slot-picker"
import type { CartDeliveryView } from "../../../../workflows/delivery/types"
import { chooseDay, chooseSlot } from "../buttons"
import { addExits, withNotice } from "./parts"
import { priceOf } from "./place"

/** Asks for the delivery slot. @param wishedDay the day to open, "YYYY-MM-DD" */
export async function showSlots(
  ctx: ShopContext,
  view: CartDeliveryView,
  notice?: string,
  wishedDay?: string,
): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  const method = view.delivery.method ?? "delivery"
  const price = view.shipping_options.find(({ chosen }) => chosen)?.express_amount ?? null
  const { keyboard, about } = await slotPicker(ctx, {
    method,
    wished: wishedDay ?? view.delivery.slot?.date,
    chosenId: view.delivery.slot_id,
    ...(price === null ? {} : { expressPrice: await priceOf(ctx, price) }),
    dayButton: (day) => chooseDay.pack({ day }),
    slotButton: (slotId) => chooseSlot.pack({ slotId }),
  })
  const question = t(method === "pickup" ? "checkout.ask_slot_pickup" : "checkout.ask_slot")
  await show(ctx, {
    text: withNotice(notice, `${question}\n\n${about}`),
    photo: banner("checkout"),
    keyboard: addExits(ctx, keyboard, "slot_id", view),
  })
}
