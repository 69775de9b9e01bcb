import { InlineKeyboard } from "grammy"
import type { TransitionRecord } from "../../../modules/workshop/types"
import { openWork } from "../../features/workshop/buttons"
import { clip } from "../../ui/clip"
import type { Screen } from "../../ui/screen"
import { escapeHtml, money, type Translate } from "../../ui/texts"
import { changeTextForDesk, owedLineForDesk } from "./change-text"
import { phoneAsWritten } from "../../ui/phone"
import { changedParts } from "./changed-parts"
import { giverOf, giverPaysLines, methodLine, slotLine } from "./describe"
import { isRearranged } from "./holders"
import type { OrderFacts } from "./order-facts"
import { problemText, reasonIn } from "./reasons"

/** The notice to owners and managers about a transition; undefined for the expected transitions. */
export function adminNotice(
  t: Translate,
  facts: OrderFacts,
  transition: TransitionRecord,
): Screen | undefined {
  const text = noticeText(t, facts, transition)
  return text ? { text, keyboard: detailsButton(t, facts) } : undefined
}

/** The notice that an order could not be accepted because stock is missing. */
export function outOfStockNotice(t: Translate, facts: OrderFacts, florist: string): Screen {
  const { display_id: number } = facts.assignment
  return { text: t("notices.admin_out_of_stock", { number, florist }), keyboard: detailsButton(t, facts) }
}

/**
 * The notice that an order cannot be accepted until staff change something.
 *
 * @param titles lines whose product has the wrong shipping profile
 * @param error why, if there are no such lines
 */
export function notAcceptedNotice(t: Translate, facts: OrderFacts, titles: string[], error: unknown): Screen {
  const { display_id: number } = facts.assignment
  const text = titles.length
    ? t("notices.admin_not_shippable", { number, titles: clip(titles.join("», «"), 300) })
    : t("notices.admin_not_accepted", { number, problem: problemText(t, error) })
  return { text, keyboard: detailsButton(t, facts) }
}

/** The notice that the workshop cannot follow the order in Medusa. */
export function notFollowedNotice(t: Translate, facts: OrderFacts, error: unknown): Screen {
  const { display_id: number } = facts.assignment
  const text = t("notices.admin_not_followed", { number, problem: problemText(t, error) })
  return { text, keyboard: detailsButton(t, facts) }
}

function detailsButton(t: Translate, { assignment }: OrderFacts): InlineKeyboard {
  return new InlineKeyboard().text(
    t.plain("notices.admin_details"),
    openWork.pack({ assignmentId: assignment.id }),
  )
}

function noticeText(t: Translate, facts: OrderFacts, transition: TransitionRecord): string | undefined {
  const { display_id: number, method } = facts.assignment
  const name = transition.actor_name ?? t.plain(`notices.actor_${transition.actor_type}`)
  const reason = transition.reason
    ? `\n${t("notices.reason", { reason: clip(reasonIn(t, transition.reason), 500) })}`
    : ""
  switch (transition.action) {
    case "open":
    case "offer":
      return transition.to === "offered" ? newOrder(t, facts) : undefined
    case "mark_ready":
      return method === "delivery" && !facts.chats.couriers
        ? t("notices.admin_no_chat_couriers", { number })
        : undefined
    case "decline":
      return transition.metadata?.all_declined ? t("notices.admin_all_declined", { number }) : undefined
    case "give_back":
      return t("notices.admin_given_back", { number, name }) + reason
    case "fail_delivery":
      return t("notices.admin_failed", { number, name }) + reason + nextSteps(t, facts)
    case "ask_change":
      return photoChange(t, facts, transition)
    case "change_delivery":
      return transition.actor_type === "shopper" ? changedByShopper(t, facts, transition) : undefined
    case "return":
      return t(returnedKey(transition), { number, name }) + reason + owedLineForDesk(t, facts)
    case "change":
      return changeTextForDesk(t, facts, transition, name)
    case "cancel":
      return t("notices.admin_canceled", { number, name }) + reason
    default:
      return undefined
  }
}

/** What the buyer wants to be changed, if no florist of the shop made the bouquet. */
function photoChange(t: Translate, facts: OrderFacts, { reason }: TransitionRecord): string | undefined {
  const { florist_id, display_id: number } = facts.assignment
  return facts.members.get(florist_id ?? "")?.active
    ? undefined
    : t("notices.admin_photo_change", { number, text: clip(reason ?? "", 500) })
}

/** Staff return an order; a shopper gives it up after a failed delivery. */
const returnedKey = ({ actor_type }: TransitionRecord) =>
  actor_type === "shopper" ? "notices.admin_given_up" : "notices.admin_returned"

/** Whom to call after a failed delivery, and what happens next. HTML, begins with a line break. */
function nextSteps(t: Translate, facts: OrderFacts): string {
  const { delivery, shopper } = facts
  const giver = giverOf(facts)
  const recipient = [delivery?.recipient_name, phoneAsWritten(delivery?.recipient_phone ?? "")]
  return [
    "",
    t("notices.admin_failed_recipient", { recipient: recipient.filter(Boolean).join(", ") }),
    ...(giver ? [t("workshop.giver", { giver })] : []),
    "",
    t(shopper && !shopper.blocked_at ? "notices.admin_failed_asked" : "notices.admin_failed_call"),
  ].join("\n")
}

/** What the shopper changed, or decided after a failed delivery. HTML. */
function changedByShopper(t: Translate, facts: OrderFacts, transition: TransitionRecord): string {
  const { display_id: number, method } = facts.assignment
  if (!isRearranged(transition)) {
    return t("notices.admin_shopper_changed", { number, what: changedParts(t, transition) })
  }
  const key = method === "pickup" ? "notices.admin_kept" : "notices.admin_rearranged"
  return t(key, { number, slot: slotLine(t, facts) })
}

function newOrder(t: Translate, facts: OrderFacts): string {
  const { assignment, order, chats } = facts
  return [
    t("notices.admin_new", {
      number: assignment.display_id,
      total: money(t, order.total, order.currency_code),
    }),
    `🗓 ${escapeHtml(slotLine(t, facts))}`,
    escapeHtml(methodLine(t, facts)),
    ...giverPaysLines(t, facts),
    ...(chats.florists ? [] : ["", t("notices.admin_no_chat_florists")]),
  ].join("\n")
}
