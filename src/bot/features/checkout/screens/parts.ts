import type { InlineKeyboard } from "grammy"
import type { Translate } from "../../../ui/texts"
import type { ShopContext } from "../../../runtime/context"
import { openCart } from "../../../ui/navigation"
import { back, leave, setSwitch, toSummary } from "../buttons"
import { stepBefore, type Step } from "../steps-order"
import { askedAgain } from "../state"
import type { CartDeliveryView } from "../../../../workflows/delivery/types"

/** Puts a status message before the text of a screen. HTML. */
export function withNotice(notice: string | undefined, text: string): string {
  return notice ? `${notice}\n\n${text}` : text
}

/** Adds the last row of each step: back and cancel. */
export function addExits(
  ctx: ShopContext,
  keyboard: InlineKeyboard,
  step: Step,
  view: CartDeliveryView,
): InlineKeyboard {
  const { t } = ctx
  const before = stepBefore(step, view, askedAgain(ctx))
  const data = before === "summary" ? toSummary.pack({}) : before ? back.pack({ step }) : openCart.pack({})
  return keyboard.row().text(t.plain("common.back"), data).text(t.plain("common.cancel"), leave.pack({}))
}

/** The switches of a delivery. */
const SWITCHES = ["anonymous", "surprise", "address_unknown", "door_photo"] as const
export type Switch = (typeof SWITCHES)[number]

export function isSwitch(text: string): text is Switch {
  return (SWITCHES as readonly string[]).includes(text)
}

/** The label and the data of a button that turns a switch over. */
export const switchButton = (t: Translate, which: Switch, on: boolean): [string, string] => [
  t.plain(`checkout.${which}_${on ? "on" : "off"}`),
  setSwitch.pack({ which, on: on ? 0 : 1 }),
]
