import { InlineKeyboard } from "grammy"
import type { Action, Method } from "../../../modules/workshop/order-transitions"
import { callback } from "../../ui/callback"
import type { TextKey, Translate } from "../../ui/texts"

/** A step of an order's way. */
export const walk = callback("way", ["action", "assignmentId"])
/** An order's work card, brought to the bottom of the private chat. */
export const openWork = callback("work", ["assignmentId"])
/** The work list. */
export const openWorkList = callback("worklist")
/** The answers to what a step asks. */
export const readyWithoutPhoto = callback("nophoto", ["assignmentId"])
export const failBecause = callback("failed", ["failure", "assignmentId"])
export const leaveQuestion = callback("workback")

/** What a step's button says. */
export function actionLabel(t: Translate, action: Action, method: Method): string {
  const key: TextKey =
    action === "deliver" && method === "pickup" ? "workshop.do_hand_over" : `workshop.do_${action}`
  return t.plain(key)
}

/** The steps that can be taken, two buttons in a row; nothing when there are none. */
export function actionButtons(
  t: Translate,
  actions: readonly Action[],
  assignment: { id: string; method: Method },
): InlineKeyboard {
  const keyboard = new InlineKeyboard()
  actions.forEach((action, index) => {
    keyboard.text(
      actionLabel(t, action, assignment.method),
      walk.pack({ action, assignmentId: assignment.id }),
    )
    if (index % 2 === 1) {
      keyboard.row()
    }
  })
  return keyboard
}
