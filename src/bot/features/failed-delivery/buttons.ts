import { InlineKeyboard } from "grammy"
import { callback } from "../../ui/callback"
import type { Translate } from "../../ui/texts"

/** Buttons with which a shopper decides about an order that a courier brought back. */
export const openDecision = callback("back", ["orderId"])
export const tryToday = callback("backnow", ["orderId"])
export const tryLater = callback("backday", ["orderId"])
export const otherAddress = callback("backaddr", ["orderId"])
export const keepAtShop = callback("backkeep", ["orderId"])
export const askGiveUp = callback("backno", ["orderId"])
export const giveUp = callback("backnoyes", ["orderId"])
/** The zone of another address, and the agreement to its price. The session has the order. */
export const chooseZone = callback("backzone", ["optionId"])
export const agree = callback("backyes", ["difference"])
/** A day and a slot of the attempt. The session has the order. */
export const chooseDay = callback("backd", ["day"])
export const chooseSlot = callback("backs", ["slotId"])

/** The ways to go on after a failed delivery. "Cancel" is apart from them. */
export function decisionButtons(t: Translate, orderId: string): InlineKeyboard {
  return new InlineKeyboard()
    .text(t.plain("failed.today"), tryToday.pack({ orderId }))
    .text(t.plain("failed.later"), tryLater.pack({ orderId }))
    .row()
    .text(t.plain("failed.address"), otherAddress.pack({ orderId }))
    .text(t.plain("failed.keep"), keepAtShop.pack({ orderId }))
    .row()
    .text(t.plain("failed.give_up"), askGiveUp.pack({ orderId }))
}
