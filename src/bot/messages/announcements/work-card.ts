import type { InlineKeyboard } from "grammy"
import { firstFloristOf, isPossible, nextActions } from "../../../modules/workshop/order-transitions"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import {
  actionButtons,
  addDangerous,
  openWorkList,
  proposeSubstitution,
  showTexts,
  writeToGiver,
} from "../../features/workshop/buttons"
import { maySubstitute } from "../../../workflows/order-edits/substitute-line"
import { clip } from "../../ui/clip"
import { phoneAsWritten } from "../../ui/phone"
import { mapLinks } from "../../ui/map-links"
import { pictureAt, pictureByFileId } from "../../ui/pictures"
import { CAPTION_LENGTH, type Screen } from "../../ui/screen"
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
  substitutionLines,
  takeBackLines,
  methodLine,
  pictureUrl,
  visibleLength,
  warnings,
  wishLines,
} from "./describe"
import { headline } from "./florists-card"
import { courierName, lastOf, maySeeRecipient, paidText } from "./holders"
import type { OrderFacts } from "./order-facts"
import { reasonIn } from "./reasons"

/** Maximum lengths of a text that people typed: the longest with which the card fits into a caption. */
const CLIPPED = [500, 250, 120, 60]

/**
 * An order in a staff member's private chat, with its picture and their next steps. It shows the recipient and address only
 * while the member holds the order or is an owner or manager; afterwards an edit removes them.
 */
export function workCard(t: Translate, facts: OrderFacts, member: StaffMemberRecord): Screen {
  const maySee = maySeeRecipient(facts, member)
  const parts = (clipped: number) => partsOf(t, facts, member, maySee, clipped)
  const clipped = CLIPPED.find((length) => fits(parts(length))) ?? CLIPPED[CLIPPED.length - 1]
  const { before, list, after } = parts(clipped)
  const text = composeText(
    before,
    list,
    after,
    (count) => t("workshop.more_items", { count }),
    CAPTION_LENGTH,
  )
  const isCut = maySee && clipped < CLIPPED[0]
  return { text, photo: picture(facts), keyboard: keyboard(t, facts, member, { maySee, isCut }) }
}

type Parts = Record<"before" | "list" | "after", string[]>

const fits = ({ before, list, after }: Parts): boolean =>
  visibleLength([...before, ...list, ...after].join("\n")) <= CAPTION_LENGTH

/** @param clipped maximum length of a typed text */
function partsOf(
  t: Translate,
  facts: OrderFacts,
  member: StaffMemberRecord,
  maySee: boolean,
  clipped: number,
): Parts {
  const isOpen = !facts.assignment.closed_at
  return {
    before: [
      memberHeadline(t, facts, member),
      ...(firstFloristOf(facts.assignment) === member.id ? [t("showcase.offered_first")] : []),
      ...replacementLines(t, facts),
      "",
      `🗓 ${escapeHtml(slotLine(t, facts))}`,
      escapeHtml(methodLine(t, facts)),
      "",
    ],
    list: [...itemLinesWithParts(t, facts), ...substitutionLines(t, facts)],
    after: [
      ...(maySee ? recipientLines(t, facts, clipped) : []),
      ...(isOpen ? cardTextLines(t, facts, clipped) : []),
      ...(isOpen ? takeBackLines(t, facts) : []),
      "",
      `💰 ${[totalText(t, facts), paymentText(t, facts, member)].filter(Boolean).join(" · ")}`,
      ...giverPaysLines(t, facts),
      ...giftLines(t, facts),
      ...wishLines(t, facts),
      ...failureLines(t, facts),
      ...warnings(t, facts),
    ],
  }
}

/**
 * The address, the comment and the words of the greeting card as they were typed, without name and phone: this message is not
 * edited when the order is closed.
 */
export function wholeTexts(t: Translate, facts: OrderFacts): string {
  return [
    `<b>№${facts.assignment.display_id}</b>`,
    "",
    ...addressLines(facts, WHOLE),
    ...commentLines(t, facts, WHOLE),
    ...cardTextLines(t, facts, WHOLE),
  ].join("\n")
}

/** No text of an order is longer. */
const WHOLE = 1000

/** The photo of the ready bouquet, else the picture of the product. */
function picture(facts: OrderFacts): Screen["photo"] {
  const url = pictureUrl(facts)
  const { photo_file_id: photo } = facts.assignment
  return photo ? pictureByFileId(photo) : url ? pictureAt(url) : undefined
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
  { maySee, isCut }: { maySee: boolean; isCut: boolean },
): InlineKeyboard {
  const { assignment, shopper } = facts
  const allowed = member.active ? nextActions(assignment, member.role, member.id) : []
  const actions = allowed.filter((action) => isPossible(action, awaitsGiver(facts)))
  const buttons = actionButtons(t, actions, assignment)
  if (maySee) {
    addContacts(t, facts, buttons)
  }
  if (member.active && shopper && !shopper.blocked_at && maySubstitute(member, assignment)) {
    buttons
      .row()
      .text(t.plain("workshop.substitute"), proposeSubstitution.pack({ assignmentId: assignment.id }))
  }
  if (isCut) {
    buttons.row().text(t.plain("workshop.whole_texts"), showTexts.pack({ assignmentId: assignment.id }))
  }
  addDangerous(buttons, t, actions, assignment)
  return member.active ? buttons.row().text(t.plain("workshop.to_list"), openWorkList.pack({})) : buttons
}

/** Adds the buttons to call, to find the way, and to write to the person who ordered. */
function addContacts(t: Translate, facts: OrderFacts, buttons: InlineKeyboard): void {
  const { assignment, delivery, shopper } = facts
  const { recipient_phone: recipient, giver_phone: giver, surprise } = delivery ?? {}
  // Telegram allows no link to a phone on a button: a tap copies the number, and a tap on the number in the text calls it.
  const phones = [
    { label: "workshop.call_recipient" as const, phone: surprise ? undefined : recipient },
    { label: "workshop.call_giver" as const, phone: giver },
  ].filter((one): one is { label: typeof one.label; phone: string } => Boolean(one.phone))
  buttons.row()
  for (const { label, phone } of phones) {
    buttons.copyText(t.plain(label), phone)
  }
  if (assignment.method === "delivery" && delivery) {
    buttons.row()
    mapLinks(delivery).forEach(([map, url]) => buttons.url(t.plain(`workshop.map_${map}`), url))
  }
  if (shopper && !shopper.blocked_at) {
    buttons.row().text(t.plain("workshop.write_to_giver"), writeToGiver.pack({ assignmentId: assignment.id }))
  }
}

function recipientLines(t: Translate, facts: OrderFacts, clipped: number): string[] {
  const { delivery } = facts
  const giver = giverOf(facts)
  if (!delivery) {
    return []
  }
  const { recipient_name: name, recipient_phone: phone } = delivery
  return [
    "",
    `👤 ${escapeHtml([name, phone ? phoneAsWritten(phone) : null].filter(Boolean).join(", "))}`,
    ...addressLines(facts, clipped),
    ...(giver ? [t("workshop.giver", { giver })] : []),
    ...(delivery.anonymous ? [t("workshop.anonymous")] : []),
    ...commentLines(t, facts, clipped),
  ]
}

const addressLines = ({ assignment, delivery }: OrderFacts, clipped: number): string[] =>
  assignment.method === "delivery" && delivery?.address
    ? [`📍 ${escapeHtml(clip(delivery.address, clipped))}`]
    : []

const commentLines = (t: Translate, { delivery }: OrderFacts, clipped: number): string[] =>
  delivery?.comment ? [t("workshop.comment", { text: clip(delivery.comment, clipped) })] : []

function cardTextLines(t: Translate, { delivery }: OrderFacts, clipped: number): string[] {
  return delivery?.card_text ? ["", t("workshop.card_text", { text: clip(delivery.card_text, clipped) })] : []
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
