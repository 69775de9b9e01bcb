import { InlineKeyboard } from "grammy"
import type { Action, Method } from "../../../modules/workshop/order-transitions"
import { callback } from "../../ui/callback"
import type { TextKey, Translate } from "../../ui/texts"

/** Takes a workshop action on an order, for example "accept". */
export const takeAction = callback("action", ["action", "assignmentId"])
/** Sends an order's work card as the last message of the private chat. */
export const openWork = callback("work", ["assignmentId"])
export const openWorkList = callback("worklist")
/** A page of the work list, from 0. */
export const openWorkPage = callback("workpage", ["page"])
/** Answers to the question of an action that needs a photo or a reason. */
export const readyWithoutPhoto = callback("nophoto", ["assignmentId"])
export const failBecause = callback("failed", ["failure", "assignmentId"])
export const leaveQuestion = callback("workback")
/** Marks an order as ready with the photo that the florist has sent before. */
export const readyWithPhoto = callback("photoready", ["messageId", "assignmentId"])

/** Label of an action's button. */
export function actionLabel(t: Translate, action: Action, method: Method): string {
  const key: TextKey =
    action === "deliver" && method === "pickup" ? "workshop.do_hand_over" : `workshop.do_${action}`
  return t.plain(key)
}

/** Buttons for the allowed actions, two in a row. */
export function actionButtons(
  t: Translate,
  actions: readonly Action[],
  assignment: { id: string; method: Method },
): InlineKeyboard {
  const keyboard = new InlineKeyboard()
  actions.forEach((action, index) => {
    keyboard.text(
      actionLabel(t, action, assignment.method),
      takeAction.pack({ action, assignmentId: assignment.id }),
    )
    if (index % 2 === 1) {
      keyboard.row()
    }
  })
  return keyboard
}
