import { InlineKeyboard } from "grammy"
import type { TransitionRecord } from "../../../modules/workshop/types"
import { clip } from "../../ui/clip"
import { openOrder, repeatOrder } from "../../ui/navigation"
import { pictureByFileId } from "../../ui/pictures"
import type { Screen } from "../../ui/screen"
import { escapeHtml, money, type Translate } from "../../ui/texts"
import { payAtShop } from "../../features/checkout/confirmation"
import { decisionButtons } from "../../features/failed-delivery/buttons"
import { addStars } from "../../features/rating/buttons"
import { addPhotoButtons } from "../../features/photo/buttons"
import { nextActions } from "../../../modules/workshop/order-transitions"
import { timeOf } from "../../ui/when"
import { awaitsGiver, slotLine } from "./describe"
import { floristName } from "./holders"
import type { OrderFacts } from "./order-facts"
import { changeText, owedLine } from "./change-text"
import { reasonIn } from "./reasons"

/**
 * The notice to the shopper about a transition of their order.
 *
 * @param place the shop's address, where the shopper picks the order up or pays for it
 * @returns undefined for internal transitions and for the shopper's own actions
 */
export function shopperNotice(
  t: Translate,
  facts: OrderFacts,
  transition: TransitionRecord,
  place: string | null,
): Screen | undefined {
  const text = noticeText(t, facts, transition, place)
  if (!text) {
    return undefined
  }
  const photo = photoOf(facts, transition)
  return {
    text,
    photo: photo ? pictureByFileId(photo) : undefined,
    keyboard: buttons(t, facts, transition),
  }
}

function photoOf({ assignment, transitions }: OrderFacts, { action }: TransitionRecord): string | null {
  switch (action) {
    case "mark_ready":
      return assignment.photo_file_id
    case "door_photo":
      return assignment.door_photo_file_id
    case "deliver":
      // A photo that came after the delivery has a notice of its own.
      return transitions.some((one) => one.action === "door_photo") ? null : assignment.door_photo_file_id
    default:
      return null
  }
}

function noticeText(
  t: Translate,
  facts: OrderFacts,
  transition: TransitionRecord,
  place: string | null,
): string | undefined {
  const { action, actor_type, reason } = transition
  const { display_id: number, method } = facts.assignment
  const isPickup = method === "pickup"
  const because = reason ? `\n${t("notices.reason", { reason: clip(reasonIn(t, reason), 500) })}` : ""
  switch (action) {
    case "offer":
      // After a change to cash the order's payment card says so.
      return facts.due > 0 ? undefined : paidNotice(t, facts)
    case "accept":
      return t(isPickup ? "notices.accepted_pickup" : "notices.accepted", {
        number,
        florist: floristName(t, facts),
        slot: slotLine(t, facts),
      })
    case "mark_ready":
      return [readyText(t, facts, place), ...photoQuestion(t, facts)].join("\n\n")
    case "receive_cash":
      return t("notices.cash_received", { number })
    case "pick_up":
      return t("notices.on_the_way", { number })
    case "deliver":
      return [
        t(isPickup ? "notices.handed_over" : "notices.delivered", { number }),
        ...(isRated(facts) ? [t("rating.ask")] : []),
      ].join("\n\n")
    case "door_photo":
      return t("notices.door_photo", { number })
    case "fail_delivery":
      return `${t("notices.failed", { number })}${because}\n\n${t("failed.ask")}`
    case "return":
      return actor_type === "shopper"
        ? undefined
        : t("notices.returned", { number }) + because + owedLine(t, facts)
    case "change":
      return changeText(t, facts, transition)
    case "change_delivery":
      return actor_type === "shopper"
        ? undefined
        : t("notices.delivery_changed", { number, slot: slotLine(t, facts) })
    case "expire":
      return t("notices.expired", { number })
    case "cancel":
      return actor_type === "shopper" ? undefined : t("notices.canceled", { number }) + because
    default:
      return undefined
  }
}

function paidNotice(t: Translate, { assignment, order, paid }: OrderFacts): string {
  return t("notices.paid", { number: assignment.display_id, total: money(t, paid, order.currency_code) })
}

function readyText(t: Translate, facts: OrderFacts, place: string | null): string {
  const { display_id: number, method, photo_due_at } = facts.assignment
  if (method === "pickup") {
    return [t("notices.ready_pickup", { number }), ...(place ? [`📍 ${escapeHtml(place)}`] : [])].join("\n")
  }
  if (awaitsGiver(facts)) {
    const pay = payAtShop(t, facts.due, facts.order.currency_code, place)
    return [t("notices.ready_unpaid", { number }), pay].join("\n\n")
  }
  return t(photo_due_at ? "photo.ready" : "notices.ready_delivery", { number })
}

/** The question whether the photo is right; empty when nobody is asked. */
function photoQuestion(t: Translate, { assignment }: OrderFacts): string[] {
  const { photo_due_at: due } = assignment
  if (due) {
    return [t("photo.ask_until", { time: timeOf(due) })]
  }
  return nextActions(assignment, "shopper").includes("ask_change") ? [t("photo.ask")] : []
}

/** The buyer is asked once: a replacement belongs to the same order. */
const isRated = ({ assignment }: OrderFacts): boolean => !assignment.reopened_at

function buttons(t: Translate, facts: OrderFacts, { action }: TransitionRecord): InlineKeyboard {
  const { assignment } = facts
  const orderId = assignment.order_id
  if (action === "fail_delivery") {
    return decisionButtons(t, orderId)
  }
  const keyboard = new InlineKeyboard()
  if (action === "deliver" && isRated(facts)) {
    addStars(keyboard, orderId)
  }
  if (action === "deliver" || action === "cancel" || action === "expire") {
    keyboard.text(t.plain("notices.repeat"), repeatOrder.pack({ orderId }))
  }
  if (action === "mark_ready") {
    addPhotoButtons(keyboard, t, assignment, orderId)
  }
  return keyboard.text(t.plain("notices.order"), openOrder.pack({ orderId }))
}
