import { actionButtons } from "../../features/workshop/buttons"
import { clip } from "../../ui/clip"
import { pictureAt } from "../../ui/pictures"
import { CAPTION_LENGTH, type Screen } from "../../ui/screen"
import { escapeHtml, money, type Translate } from "../../ui/texts"
import {
  composeText,
  giftLines,
  giverPaysLines,
  itemLinesWithParts,
  pictureUrl,
  replacementLines,
  slotLine,
  substitutionLines,
  methodLine,
  warnings,
} from "./describe"
import { courierName, decliners, floristName } from "./holders"
import type { OrderFacts } from "./order-facts"

const CARD_TEXT_LENGTH = 250

/**
 * The order's card in the florists' chat: what a florist needs to decide and to make the bouquet. Recipient
 * and address are only in the private card of the florist who accepts.
 */
export function floristsCard(t: Translate, facts: OrderFacts): Screen {
  const { assignment, delivery, order } = facts
  const declined = assignment.status === "offered" ? decliners(facts) : []
  const cardText = delivery?.card_text
    ? [t("workshop.card_text", { text: clip(delivery.card_text, CARD_TEXT_LENGTH) })]
    : []
  const text = composeText(
    [
      headline(t, facts),
      ...replacementLines(t, facts),
      "",
      `🗓 ${escapeHtml(slotLine(t, facts))}`,
      escapeHtml(methodLine(t, facts)),
      "",
    ],
    [...itemLinesWithParts(t, facts), ...substitutionLines(t, facts)],
    [
      ...(cardText.length ? ["", ...cardText] : []),
      // The total of an order with a replacement includes the goods that are already delivered.
      ...(assignment.reopened_at ? [] : ["", `💰 ${money(t, order.total, order.currency_code)}`]),
      ...giverPaysLines(t, facts),
      ...giftLines(t, facts),
      ...warnings(t, facts),
      ...(declined.length ? ["", t("workshop.declined_by", { names: clip(declined.join(", "), 120) })] : []),
    ],
    (count) => t("workshop.more_items", { count }),
    CAPTION_LENGTH,
  )
  const url = pictureUrl(facts)
  return {
    text,
    photo: url ? pictureAt(url) : undefined,
    keyboard:
      assignment.status === "offered" ? actionButtons(t, ["accept", "decline"], assignment) : undefined,
  }
}

/** The card of an earlier round, when the order was given back, or has a replacement, and has a new card below it. */
export function formerFloristsCard(t: Translate, { assignment }: OrderFacts): Screen {
  const key = assignment.reopened_at ? "workshop.card_replaced" : "workshop.card_given_back"
  return { text: t(key, { number: assignment.display_id }) }
}

const readyKey = ({ method, photo_due_at }: OrderFacts["assignment"]) =>
  method === "pickup"
    ? "workshop.card_ready_pickup"
    : photo_due_at
      ? "workshop.card_ready_photo"
      : "workshop.card_ready"

/** The first line of a card: the order's number and status, with the florist or courier. */
export function headline(t: Translate, facts: OrderFacts): string {
  const { status, display_id: number, method } = facts.assignment
  const florist = floristName(t, facts)
  switch (status) {
    case "awaiting_payment":
    case "offered":
      return t("workshop.card_offered", { number })
    case "accepted":
      return t("workshop.card_accepted", { number, florist })
    case "ready":
      return t(readyKey(facts.assignment), { number, florist })
    case "out_for_delivery":
      return t("workshop.card_on_the_way", { number, courier: courierName(t, facts) ?? "" })
    case "delivered":
      return t(method === "pickup" ? "workshop.card_handed_over" : "workshop.card_delivered", {
        number,
        florist,
      })
    case "returned":
      return t("workshop.card_returned", { number })
    case "canceled":
      return t("workshop.card_canceled", { number })
  }
}
