import { InlineKeyboard } from "grammy"
import type { Action, Method } from "../../../modules/workshop/order-transitions"
import { callback } from "../../ui/callback"
import { fitInRow } from "../../ui/rows"
import type { TextKey, Translate } from "../../ui/texts"

/** Takes a workshop action on an order, for example "accept". */
export const takeAction = callback("action", ["action", "assignmentId"])
/** Sends an order's work card as the last message of the private chat. */
export const openWork = callback("work", ["assignmentId"])
export const openWorkList = callback("worklist")
/** The member's orders of today, and the results of the week. */
export const openOwnDay = callback("ownday")
/** The order of a courier's stops. */
export const openRoute = callback("route")
/** The cash that couriers have to hand over, for owners and managers. */
export const openCash = callback("cash")
export const askCash = callback("askcash", ["courierId", "currency"])
/** Confirms that a courier handed cash over. `amount`: in minor units, as the button shows it. */
export const takeCash = callback("takecash", ["courierId", "currency", "amount"])
/** A page of the work list, from 0. */
export const openWorkPage = callback("workpage", ["page"])
/** Answers to the question of an action that needs a photo or a reason. */
export const readyWithoutPhoto = callback("nophoto", ["assignmentId"])
export const failBecause = callback("failed", ["failure", "assignmentId"])
export const leaveQuestion = callback("workback")
/** Leaves the shop with an order of a later day. */
export const leaveNow = callback("leavenow", ["assignmentId"])
/** Hands an order over and takes its cash. `amount`: in minor units, as the button shows it. */
export const cashTaken = callback("cashtaken", ["amount", "assignmentId"])
export const undoDelivery = callback("undodeliver", ["assignmentId"])
/** Writes to the person who ordered, through the bot. */
export const writeToGiver = callback("togiver", ["assignmentId"])
/** Answers a member who wrote about an order. `memberId`: the member's Telegram id. */
export const answerMember = callback("tomember", ["assignmentId", "memberId"])
/** Proposes other flowers for an order, for one of its lines, and with one of the products that were found. */
export const proposeSubstitution = callback("subst", ["assignmentId"])
export const substituteLine = callback("substline", ["index", "assignmentId"])
export const substituteWith = callback("substwith", ["index"])
/** The answers of the person who ordered. */
export const agreeToSubstitution = callback("substyes", ["id"])
export const refuseSubstitution = callback("substno", ["id"])
/** Shows the texts of an order that do not fit on its card. */
export const showTexts = callback("worktexts", ["assignmentId"])
export type GivingBack = "give_back" | "give_back_delivery"
/** Gives an order ("o") or its delivery ("d") back for a common reason. */
export const giveBackBecause = callback("gaveback", ["step", "reason", "assignmentId"])
/** Marks an order as ready with the photo that the florist has sent before. */
export const readyWithPhoto = callback("photoready", ["messageId", "assignmentId"])

/** Label of an action's button. */
function actionLabel(t: Translate, action: Action, method: Method): string {
  const key: TextKey =
    action === "deliver" && method === "pickup" ? "workshop.do_hand_over" : `workshop.do_${action}`
  return t.plain(key)
}

/** Steps that undo work or disappoint somebody. Their buttons are red and never beside another one. */
const DANGEROUS: readonly Action[] = ["give_back", "give_back_delivery", "fail_delivery", "return", "cancel"]

/** Steps that end a part of the work. */
const FINAL: readonly Action[] = ["mark_ready", "deliver"]

/** Buttons for the allowed actions, two in a row if they fit, without the dangerous ones; see {@link addDangerous}. */
export function actionButtons(
  t: Translate,
  actions: readonly Action[],
  assignment: { id: string; method: Method },
): InlineKeyboard {
  const keyboard = new InlineKeyboard()
  const steps = actions.filter((action) => !DANGEROUS.includes(action))
  const labels = steps.map((action) => actionLabel(t, action, assignment.method))
  const arePairs = steps.every((_, index) => fitInRow(labels.slice(index - (index % 2)).slice(0, 2)))
  steps.forEach((action, index) => {
    keyboard.text(labels[index], takeAction.pack({ action, assignmentId: assignment.id }))
    if (action !== "decline") {
      keyboard.style(FINAL.includes(action) ? "success" : "primary")
    }
    if (!arePairs || index % 2 === 1) {
      keyboard.row()
    }
  })
  return keyboard
}

/** Adds the dangerous actions that are allowed, each in a row of its own. */
export function addDangerous(
  keyboard: InlineKeyboard,
  t: Translate,
  actions: readonly Action[],
  assignment: { id: string; method: Method },
): void {
  for (const action of actions.filter((one) => DANGEROUS.includes(one))) {
    keyboard
      .row()
      .text(
        actionLabel(t, action, assignment.method),
        takeAction.pack({ action, assignmentId: assignment.id }),
      )
      .danger()
  }
}
