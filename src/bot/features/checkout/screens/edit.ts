import { InlineKeyboard } from "grammy"
import type { ShopContext } from "../../../runtime/context"
import { expectNothing } from "../../../ui/expect"
import { openCart } from "../../../ui/navigation"
import { banner } from "../../../ui/pictures"
import { show } from "../../../ui/screen"
import type { Translate } from "../../../ui/texts"
import type { CartDeliveryView } from "../../../../workflows/delivery/types"
import { isGift } from "../../../../modules/delivery/order-limits"
import { edit, toSummary } from "../buttons"
import type { Step } from "../steps-order"
import type { Extra } from "./extra"
import { switchButton } from "./parts"

type EditKey = Step | Extra | "promo" | "card_text"

/** Shows one button for each answer of the checkout, to change it. */
export async function showEdit(ctx: ShopContext, view: CartDeliveryView): Promise<void> {
  expectNothing(ctx)
  const { t } = ctx
  const keyboard = new InlineKeyboard()
  editButtons(t, view).forEach(([label, data], index) => {
    keyboard.text(label, data)
    if (index % 2 === 1) {
      keyboard.row()
    }
  })
  await show(ctx, {
    text: t("checkout.ask_edit"),
    photo: banner("checkout"),
    keyboard: keyboard.row().text(t.plain("common.back"), toSummary.pack({})),
  })
}

function editButtons(
  t: Translate,
  { delivery, shipping_options: options }: CartDeliveryView,
): [string, string][] {
  const isDelivery = delivery.method !== "pickup"
  const hasZones = isDelivery && options.filter(({ method }) => method === "delivery").length > 1
  const whats: EditKey[] = [
    "method",
    "slot_id",
    "recipient_name",
    "recipient_phone",
    ...(delivery.for_someone_else ? (["giver_phone"] as const) : []),
    ...(isDelivery ? (["address"] as const) : []),
    ...(hasZones ? (["shipping_option_id"] as const) : []),
    "card_text",
    "comment",
    "promo",
    "email",
  ]
  return [
    ...whats.map((what): [string, string] => [t.plain(`checkout.edit_${what}`), edit.pack({ what })]),
    switchButton(t, "anonymous", delivery.anonymous),
    ...(isGift(delivery)
      ? [
          switchButton(t, "surprise", delivery.surprise),
          switchButton(t, "address_unknown", delivery.address_unknown),
          switchButton(t, "door_photo", delivery.door_photo),
        ]
      : []),
    [t.plain("checkout.edit_cart"), openCart.pack({})],
  ]
}
