import { actionButtons } from "../../features/workshop/buttons"
import { pictureAt, pictureByFileId } from "../../ui/pictures"
import { CAPTION_LENGTH, type Screen } from "../../ui/screen"
import { escapeHtml, money, type Translate } from "../../ui/texts"
import {
  awaitsGiver,
  composeText,
  failureLines,
  giftLines,
  giverPaysLines,
  itemLines,
  pictureUrl,
  replacementLines,
  slotLine,
  takeBackLines,
  methodLine,
  warnings,
} from "./describe"
import { courierName, paidText } from "./holders"
import type { OrderFacts } from "./order-facts"

/**
 * The order's card in the couriers' group: items, slot, zone and cash amount. The address is only in the
 * private card.
 */
export function couriersCard(t: Translate, facts: OrderFacts): Screen {
  const { assignment, order, due } = facts
  const bill =
    due > 0 ? t("workshop.collect", { amount: money(t, due, order.currency_code) }) : paidText(t, facts)
  const bills = awaitsGiver(facts) ? giverPaysLines(t, facts) : bill ? [bill] : []
  const text = composeText(
    [
      headline(t, facts),
      ...replacementLines(t, facts),
      "",
      `🗓 ${escapeHtml(slotLine(t, facts))}`,
      escapeHtml(methodLine(t, facts)),
      "",
    ],
    itemLines(t, facts),
    [
      ...takeBackLines(t, facts),
      ...(bills.length ? ["", ...bills] : []),
      ...giftLines(t, facts),
      ...failureLines(t, facts),
      ...warnings(t, facts),
    ],
    (count) => t("workshop.more_items", { count }),
    CAPTION_LENGTH,
  )
  const isFree = assignment.status === "ready" && !assignment.courier_id && assignment.method === "delivery"
  return {
    text,
    photo: picture(facts),
    keyboard: isFree ? actionButtons(t, ["take_delivery"], assignment) : undefined,
  }
}

/** The card of an earlier round, when the order has a new card below it. */
export function formerCouriersCard(t: Translate, { assignment }: OrderFacts): Screen {
  const { display_id: number, status, reopened_at, method, photo_due_at } = assignment
  if (method === "pickup") {
    return { text: t("workshop.courier_card_kept", { number }) }
  }
  const key =
    reopened_at && ["offered", "accepted"].includes(status)
      ? "workshop.card_replaced"
      : status === "accepted" || photo_due_at
        ? "workshop.courier_card_changed"
        : "workshop.courier_card_back"
  return { text: t(key, { number }) }
}

function picture(facts: OrderFacts): Screen["photo"] {
  const url = pictureUrl(facts)
  const { photo_file_id: photo } = facts.assignment
  return photo ? pictureByFileId(photo) : url ? pictureAt(url) : undefined
}

function headline(t: Translate, facts: OrderFacts): string {
  const { status, display_id: number } = facts.assignment
  const courier = courierName(t, facts)
  switch (status) {
    case "ready":
      return courier
        ? t("workshop.courier_card_taken", { number, courier })
        : t("workshop.courier_card_free", { number })
    case "out_for_delivery":
      return t("workshop.card_on_the_way", { number, courier: courier ?? "" })
    case "delivered":
      return t("workshop.courier_card_delivered", { number, courier: courier ?? "" })
    case "returned":
      return t("workshop.card_returned", { number })
    default:
      return t("workshop.card_canceled", { number })
  }
}
