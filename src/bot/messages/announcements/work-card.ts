import type { InlineKeyboard } from "grammy"
import { isPossible, nextActions } from "../../../modules/workshop/order-transitions"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { actionButtons, addDangerous, openWorkList } from "../../features/workshop/buttons"
import { clip } from "../../ui/clip"
import { phoneAsWritten } from "../../ui/phone"
import type { Screen } from "../../ui/screen"
import { escapeHtml, money, type Translate } from "../../ui/texts"
import {
  awaitsGiver,
  composeText,
  failureLines,
  giftLines,
  giverOf,
  giverPaysLines,
  itemLinesWithParts,
  replacementLines,
  slotLine,
  takeBackLines,
  methodLine,
  warnings,
} from "./describe"
import { headline } from "./florists-card"
import { courierName, lastOf, maySeeRecipient, paidText } from "./holders"
import type { OrderFacts } from "./order-facts"
import { reasonIn } from "./reasons"

const TEXT_LENGTH = 4096

/**
 * An order in a staff member's private chat, with their next steps. It shows the recipient and address only
 * while the member holds the order or is an owner or manager; afterwards an edit removes them.
 */
export function workCard(t: Translate, facts: OrderFacts, member: StaffMemberRecord): Screen {
  const { assignment } = facts
  const maySee = maySeeRecipient(facts, member)
  const isOpen = !assignment.closed_at
  const after = [
    ...(maySee ? recipientLines(t, facts) : []),
    ...(isOpen ? cardTextLines(t, facts) : []),
    ...(isOpen ? takeBackLines(t, facts) : []),
    "",
    `💰 ${[totalText(t, facts), paymentText(t, facts, member)].filter(Boolean).join(" · ")}`,
    ...giverPaysLines(t, facts),
    ...giftLines(t, facts),
    ...failureLines(t, facts),
    ...warnings(t, facts),
  ]
  const text = composeText(
    [
      memberHeadline(t, facts, member),
      ...replacementLines(t, facts),
      "",
      `🗓 ${escapeHtml(slotLine(t, facts))}`,
      escapeHtml(methodLine(t, facts)),
      "",
    ],
    itemLinesWithParts(t, facts),
    after,
    (count) => t("workshop.more_items", { count }),
    TEXT_LENGTH,
  )
  return { text, keyboard: keyboard(t, facts, member, maySee) }
}

/** The order's total; empty for a replacement, because the total includes the goods that are already delivered. */
const totalText = (t: Translate, { assignment, order }: OrderFacts): string =>
  assignment.reopened_at && !assignment.closed_at ? "" : money(t, order.total, order.currency_code)

/** Cash is collected by the courier, or by the staff member at the counter. */
function paymentText(t: Translate, facts: OrderFacts, member: StaffMemberRecord): string {
  const { assignment, order, due } = facts
  if (due === 0) {
    return paidText(t, facts)
  }
  if (awaitsGiver(facts)) {
    return t("workshop.unpaid")
  }
  return assignment.method === "pickup" || assignment.courier_id === member.id
    ? t("workshop.collect", { amount: money(t, due, order.currency_code) })
    : t("workshop.pays_on_delivery")
}

function keyboard(
  t: Translate,
  facts: OrderFacts,
  member: StaffMemberRecord,
  maySee: boolean,
): InlineKeyboard {
  const { assignment, delivery } = facts
  const allowed = member.active ? nextActions(assignment, member.role, member.id) : []
  const actions = allowed.filter((action) => isPossible(action, awaitsGiver(facts)))
  const buttons = actionButtons(t, actions, assignment)
  if (maySee && delivery?.latitude != null && delivery.longitude != null) {
    buttons.row().url(t.plain("workshop.map"), mapLink(delivery.latitude, delivery.longitude))
  }
  addDangerous(buttons, t, actions, assignment)
  return member.active ? buttons.row().text(t.plain("workshop.to_list"), openWorkList.pack({})) : buttons
}

/** Link to Yandex Maps, the app that couriers in Bukhara use. */
function mapLink(latitude: number, longitude: number): string {
  const point = `${longitude},${latitude}`
  return `https://yandex.uz/maps/?${new URLSearchParams({ ll: point, pt: point, z: "17" }).toString()}`
}

function recipientLines(t: Translate, facts: OrderFacts): string[] {
  const { delivery, assignment } = facts
  const giver = giverOf(facts)
  if (!delivery) {
    return []
  }
  const { recipient_name: name, recipient_phone: phone, address, comment } = delivery
  return [
    "",
    `👤 ${escapeHtml([name, phone ? phoneAsWritten(phone) : null].filter(Boolean).join(", "))}`,
    ...(assignment.method === "delivery" && address ? [`📍 ${escapeHtml(clip(address, 500))}`] : []),
    ...(giver ? [t("workshop.giver", { giver })] : []),
    ...(delivery.anonymous ? [t("workshop.anonymous")] : []),
    ...(comment ? [t("workshop.comment", { text: clip(comment, 600) })] : []),
  ]
}

function cardTextLines(t: Translate, { delivery }: OrderFacts): string[] {
  return delivery?.card_text ? ["", t("workshop.card_text", { text: clip(delivery.card_text, 1000) })] : []
}

/** The first line of the card. It addresses the member when they hold the order. */
function memberHeadline(t: Translate, facts: OrderFacts, member: StaffMemberRecord): string {
  const { status, display_id: number, florist_id, courier_id } = facts.assignment
  switch (status) {
    case "awaiting_payment":
      return t("workshop.work_awaiting_payment", { number })
    case "accepted":
      return florist_id === member.id ? t("workshop.work_accepted", { number }) : headline(t, facts)
    case "ready":
      return readyHeadline(t, facts, member)
    case "out_for_delivery":
      return courier_id === member.id ? t("workshop.work_on_the_way", { number }) : headline(t, facts)
    case "canceled":
      return [headline(t, facts), ...canceledBecause(t, facts)].join("\n")
    default:
      return headline(t, facts)
  }
}

function readyHeadline(t: Translate, facts: OrderFacts, member: StaffMemberRecord): string {
  const { display_id: number, method, courier_id } = facts.assignment
  if (method === "pickup" || !courier_id) {
    return headline(t, facts)
  }
  return courier_id === member.id
    ? t("workshop.work_taken", { number })
    : t("workshop.courier_card_taken", { number, courier: courierName(t, facts) ?? "" })
}

function canceledBecause(t: Translate, facts: OrderFacts): string[] {
  const reason = lastOf(facts, "cancel")?.reason
  return reason ? [t("workshop.reason", { reason: clip(reasonIn(t, reason), 500) })] : []
}
