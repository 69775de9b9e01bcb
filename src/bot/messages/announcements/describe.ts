import type { DeliveryRecord } from "../../../modules/delivery/service"
import { isGift } from "../../../modules/delivery/order-limits"
import { clip } from "../../ui/clip"
import { phoneAsWritten } from "../../ui/phone"
import { escapeHtml, money, type Translate } from "../../ui/texts"
import { slotByDate } from "../../ui/when"
import { isBack } from "../../../modules/workshop/order-transitions"
import { isRearranged, lastOf } from "./holders"
import { sizeOf } from "./item-texts"
import type { OrderFacts, OrderItem } from "./order-facts"
import { reasonIn } from "./reasons"

/**
 * The date and slot, such as "25 ноября, 13:00–15:00". Never "today", because the card is also read on later
 * days.
 */
export function slotText(t: Translate, delivery: DeliveryRecord | undefined): string {
  return delivery?.starts_at && delivery.ends_at
    ? slotByDate(t, { ...delivery, starts_at: delivery.starts_at, ends_at: delivery.ends_at })
    : t.plain("workshop.slot_unknown")
}

export function slotLine(t: Translate, { delivery }: OrderFacts): string {
  return slotText(t, delivery)
}

/** What staff should know about the buyer of an open order before they make and deliver it, one HTML line each. */
export function warnings(t: Translate, { assignment, delivery }: OrderFacts): string[] {
  if (!delivery || assignment.closed_at) {
    return []
  }
  const { call_first, no_shows: count } = delivery
  return [
    ...(call_first ? [t("workshop.call_first")] : []),
    ...(count > 0 ? [t("workshop.no_shows", { count })] : []),
  ]
}

/** Whether a courier brings the order to someone else whose giver has not paid yet. */
export const awaitsGiver = ({ delivery, due }: OrderFacts): boolean => isGift(delivery) && due > 0

/** What is to be paid before a courier leaves with a gift; empty if nothing. HTML. */
export const giverPaysLines = (t: Translate, facts: OrderFacts): string[] =>
  awaitsGiver(facts) && facts.assignment.status !== "awaiting_payment"
    ? [t("workshop.giver_pays", { amount: money(t, facts.due, facts.order.currency_code) })]
    : []

/** What florist and courier must know of a gift before they talk to its recipient; empty for other orders. HTML. */
export const giftLines = (t: Translate, { assignment, delivery }: OrderFacts): string[] =>
  !isGift(delivery) || assignment.closed_at
    ? []
    : [
        t("workshop.gift"),
        ...(delivery?.surprise ? [t("workshop.surprise")] : []),
        ...(delivery?.address_unknown ? [t("workshop.address_unknown")] : []),
        ...(delivery?.door_photo ? [t("workshop.door_photo")] : []),
      ]

/** What the buyer wants to be changed on the bouquet that is made again; empty for other bouquets. HTML. */
export const wishLines = (t: Translate, facts: OrderFacts): string[] => {
  const wish = facts.assignment.status === "accepted" ? lastOf(facts, "ask_change")?.reason : undefined
  return wish ? [t("workshop.wish", { text: clip(wish, 500) })] : []
}

/** The name and phone of the person who ordered for someone else; undefined without a phone. */
export function giverOf({ delivery, shopper }: OrderFacts): string | undefined {
  if (!delivery?.for_someone_else || !delivery.giver_phone) {
    return undefined
  }
  const name = [shopper?.first_name, shopper?.last_name].filter(Boolean).join(" ")
  return [clip(name, 60), phoneAsWritten(delivery.giver_phone)].filter(Boolean).join(", ")
}

/**
 * What happened at the door, and whether the giver has decided what comes next; empty unless the order is back in the shop.
 * HTML.
 */
export function failureLines(t: Translate, facts: OrderFacts): string[] {
  const failed = lastOf(facts, "fail_delivery")
  if (!failed || !isBack(facts.assignment)) {
    return []
  }
  const reason = clip(reasonIn(t, failed.reason ?? ""), 300)
  const decided = facts.transitions.some((one) => isRearranged(one) && one.number > failed.number)
  return [
    "",
    t("workshop.failed_before", { reason }),
    t(decided ? "workshop.giver_decided" : "workshop.giver_decides"),
  ]
}

/** The line for the delivery method: pick-up, or delivery with its zone. */
export function methodLine(t: Translate, { assignment, texts }: OrderFacts): string {
  if (assignment.method === "pickup") {
    return t.plain("workshop.method_pickup")
  }
  const zone = texts[t.language].shipping
  return zone ? t.plain("workshop.method_delivery_zone", { zone }) : t.plain("workshop.method_delivery")
}

function itemTitle(t: Translate, { texts }: OrderFacts, item: OrderItem): string {
  const known = texts[t.language].titles.get(item.variant_id ?? "")
  const size = known ? known.size : sizeOf(item.variant_title)
  return [known?.title || item.title, size].filter(Boolean).join(", ")
}

/** Groups lines: one group per line, and one group for all lines of a custom bouquet. */
function groupsOf(items: OrderItem[]): OrderItem[][] {
  const groups = new Map<string, OrderItem[]>()
  for (const item of items) {
    const bouquet = item.metadata?.bouquet_id
    const key = typeof bouquet === "string" ? `bouquet:${bouquet}` : item.id
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return [...groups.values()]
}

const isOwnBouquet = ([first]: OrderItem[]) => typeof first.metadata?.bouquet_id === "string"

function groupTitle(t: Translate, facts: OrderFacts, group: OrderItem[]): string {
  return isOwnBouquet(group)
    ? `• <b>${t("workshop.own_bouquet")}</b>`
    : `• <b>${escapeHtml(clip(itemTitle(t, facts, group[0]), 120))}</b> × ${group[0].quantity}`
}

function groupParts(
  t: Translate,
  facts: OrderFacts,
  group: OrderItem[],
): { title: string; quantity: number }[] {
  return isOwnBouquet(group)
    ? group.map((item) => ({ title: itemTitle(t, facts, item), quantity: item.quantity }))
    : (facts.texts[t.language].parts.get(group[0].variant_id ?? "") ?? [])
}

/** One HTML line per item. */
export function itemLines(t: Translate, facts: OrderFacts): string[] {
  return groupsOf(facts.order.items).map((group) => groupTitle(t, facts, group))
}

/** HTML lines: the goods that the shopper gives back; empty if there are none. */
export function takeBackLines(t: Translate, facts: OrderFacts): string[] {
  const groups = groupsOf(facts.order.taken_back)
  return groups.length
    ? ["", t("workshop.take_back"), ...groups.map((group) => groupTitle(t, facts, group))]
    : []
}

/** The first line of the card of a replacement; empty for the first goods of an order. */
export const replacementLines = (t: Translate, { assignment }: OrderFacts): string[] =>
  assignment.reopened_at && !assignment.closed_at ? [t("workshop.replacement")] : []

/** One HTML line per item, followed by the parts of one piece. */
export function itemLinesWithParts(t: Translate, facts: OrderFacts): string[] {
  return groupsOf(facts.order.items).map((group) => {
    const title = groupTitle(t, facts, group)
    const inside = groupParts(t, facts, group).map((part) => `${part.title} × ${part.quantity}`)
    return inside.length ? `${title}\n   <i>${escapeHtml(clip(inside.join(", "), 400))}</i>` : title
  })
}

/** One HTML line for each substitution that the giver has agreed to. */
export const substitutionLines = (t: Translate, { substitutions }: OrderFacts): string[] =>
  substitutions.map(({ old_title, new_title }) =>
    t("workshop.substituted", {
      old: clip(String(old_title[t.language] ?? ""), 80),
      new: clip(String(new_title[t.language] ?? ""), 80),
    }),
  )

/** The picture of the first line that has one. */
export function pictureUrl({ order }: OrderFacts): string | undefined {
  return order.items.find(({ thumbnail }) => thumbnail)?.thumbnail ?? undefined
}

/** The length as Telegram counts it: tags count nothing, an escaped character counts one. */
export function visibleLength(html: string): number {
  return html.replace(/<[^>]+>/g, "").replace(/&(amp|lt|gt|quot);/g, "+").length
}

/**
 * Joins HTML blocks into one text. When the text is too long, the last lines of the list are cut.
 *
 * @param list the lines that may be cut, each valid HTML
 * @param length Telegram's maximum length
 */
export function composeText(
  before: string[],
  list: string[],
  after: string[],
  more: (count: number) => string,
  length: number,
): string {
  for (let kept = list.length; kept >= 0; kept -= 1) {
    const rest = kept < list.length ? [more(list.length - kept)] : []
    const text = [...before, ...list.slice(0, kept), ...rest, ...after].join("\n")
    if (visibleLength(text) <= length || kept === 0) {
      return text
    }
  }
  return ""
}
