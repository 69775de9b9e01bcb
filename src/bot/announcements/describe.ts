import type { DeliveryRecord } from "../../modules/delivery/service"
import { TIME_ZONE } from "../../shop"
import { clip } from "../kit/clip"
import { escapeHtml, type Translate } from "../kit/texts"
import { momentInFull } from "../kit/when"
import { sizeOf, type OrderFacts, type OrderItem } from "./order-facts"

const clock = new Intl.DateTimeFormat("ru-RU", { timeZone: TIME_ZONE, hour: "2-digit", minute: "2-digit" })

/** For when: "25 ноября, 13:00–15:00". Never "today": a card is read on the next day too. */
export function slotText(t: Translate, delivery: DeliveryRecord | undefined): string {
  return delivery?.starts_at && delivery.ends_at
    ? `${momentInFull(t, delivery.starts_at)}–${clock.format(new Date(delivery.ends_at))}`
    : t.plain("workshop.slot_unknown")
}

export function slotLine(t: Translate, { delivery }: OrderFacts): string {
  return slotText(t, delivery)
}

/** How it leaves the shop: pick-up, or delivery and its zone. */
export function wayLine(t: Translate, { assignment, texts }: OrderFacts): string {
  if (assignment.method === "pickup") {
    return t.plain("workshop.way_pickup")
  }
  const zone = texts[t.language].shipping
  return zone ? t.plain("workshop.way_delivery_zone", { zone }) : t.plain("workshop.way_delivery")
}

function itemTitle(t: Translate, { texts }: OrderFacts, item: OrderItem): string {
  const known = texts[t.language].titles.get(item.variant_id ?? "")
  const size = known ? known.size : sizeOf(item.variant_title)
  return [known?.title || item.title, size].filter(Boolean).join(", ")
}

/** One line an item, HTML. */
export function itemLines(t: Translate, facts: OrderFacts): string[] {
  return facts.order.items.map((item) => {
    const title = escapeHtml(clip(itemTitle(t, facts, item), 120))
    return `• <b>${title}</b> × ${item.quantity}`
  })
}

/** One line an item with what it is made of below, HTML. */
export function itemLinesWithParts(t: Translate, facts: OrderFacts): string[] {
  const lines = itemLines(t, facts)
  return facts.order.items.map((item, index) => {
    const parts = facts.texts[t.language].parts.get(item.variant_id ?? "") ?? []
    const inside = parts.map(({ title, quantity }) => `${title} × ${quantity}`).join(", ")
    return inside ? `${lines[index]}\n   <i>${escapeHtml(clip(inside, 400))}</i>` : lines[index]
  })
}

/** The picture of what is ordered: of its dearest looking line, which is the first one with a picture. */
export function pictureUrl({ order }: OrderFacts): string | undefined {
  return order.items.find(({ thumbnail }) => thumbnail)?.thumbnail ?? undefined
}

/** How many characters Telegram counts: tags are not counted, an escaped character is one. */
export function visibleLength(html: string): number {
  return html.replace(/<[^>]+>/g, "").replace(/&(amp|lt|gt|quot);/g, "+").length
}

/**
 * Joins blocks of HTML into one text; when it would be too long, the last lines of the list give way.
 *
 * @param list the lines that may be cut, each a piece of HTML of its own
 * @param length the most that Telegram shows
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
