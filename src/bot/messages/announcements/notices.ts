import { InlineKeyboard } from "grammy"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { StaffMemberRecord, TransitionRecord } from "../../../modules/workshop/types"
import { actionButtons, openWork } from "../../features/workshop/buttons"
import { clip } from "../../ui/clip"
import type { Screen } from "../../ui/screen"
import { shopPlace } from "../../../workflows/shop-place"
import { textsIn, type Translate } from "../../ui/texts"
import type { EnqueuedMessage } from "../../outbox"
import { deskReaders, readerOf } from "../../outbox/desk"
import { adminNotice } from "./admin-notice"
import { workCardKey } from "./cards"
import { awaitsGiver } from "./describe"
import { changeTextForHolder } from "./change-text"
import { changedParts } from "./changed-parts"
import type { OrderFacts } from "./order-facts"
import { shopperNotice } from "./shopper-notice"

/**
 * The notices of one transition: to the shopper, to owners and managers, and to the staff who held the order.
 */
export async function noticesOf(
  container: MedusaContainer,
  facts: OrderFacts,
  transition: TransitionRecord,
): Promise<EnqueuedMessage[]> {
  const [shopper, desk, holders] = await Promise.all([
    noticeToShopper(container, facts, transition),
    noticesToDesk(container, facts, `transition:${transition.id}:admin`, (t) =>
      adminNotice(t, facts, transition),
    ),
    noticesToHolders(container, facts, transition),
  ])
  return [...shopper, ...desk, ...holders]
}

async function noticeToShopper(
  container: MedusaContainer,
  facts: OrderFacts,
  transition: TransitionRecord,
): Promise<EnqueuedMessage[]> {
  const { shopper, assignment } = facts
  if (!shopper || shopper.blocked_at) {
    return []
  }
  const waitsInShop =
    transition.action === "mark_ready" && (assignment.method === "pickup" || awaitsGiver(facts))
  const place = waitsInShop ? await shopPlace(container) : undefined
  const screen = shopperNotice(textsIn(shopper.language), facts, transition, place?.address ?? null)
  const key = `transition:${transition.id}:shopper`
  return screen ? [{ key, chatId: shopper.telegram_id, screen, orderId: assignment.order_id }] : []
}

/**
 * Notices about an order to owners and managers.
 *
 * @param key identifies the event; each reader gets it once
 */
export async function noticesToDesk(
  container: MedusaContainer,
  { assignment }: OrderFacts,
  key: string,
  write: (t: Translate) => Screen | undefined,
): Promise<EnqueuedMessage[]> {
  return (await deskReaders(container)).flatMap(({ chatId, t }) => {
    const screen = write(t)
    return screen ? [{ key: `${key}:${chatId}`, chatId, screen, orderId: assignment.order_id }] : []
  })
}

/**
 * Staff who work on an order get a notice when it is canceled or changed, because Telegram does not notify about an edit
 * of their card.
 */
async function noticesToHolders(
  container: MedusaContainer,
  facts: OrderFacts,
  transition: TransitionRecord,
): Promise<EnqueuedMessage[]> {
  const { florist_id, courier_id, order_id: orderId } = facts.assignment
  if (
    !["cancel", "change_delivery", "ask_change"].includes(transition.action) &&
    !transition.metadata?.changes_items
  ) {
    return []
  }
  // A changed order may have been taken from its courier.
  const former = transition.metadata?.courier_id
  const holders = [florist_id, courier_id, typeof former === "string" ? former : null].filter(
    (id) => id !== transition.actor_id,
  )
  return Promise.all(
    [...new Set(holders)]
      .flatMap((id) => facts.members.get(id ?? "") ?? [])
      .map(async (member) => {
        const { chatId, t } = await readerOf(container, member)
        const key = `transition:${transition.id}:holder:${member.id}`
        const screen = holderNotice(t, facts, transition, member)
        const replyTo =
          transition.action === "ask_change" ? workCardKey(facts.assignment.id, member.id) : undefined
        return { key, chatId, screen, orderId, replyTo }
      }),
  )
}

function holderNotice(
  t: Translate,
  facts: OrderFacts,
  transition: TransitionRecord,
  member: StaffMemberRecord,
): Screen {
  const { id: assignmentId, display_id: number } = facts.assignment
  switch (transition.action) {
    case "cancel":
      return { text: t("workshop.work_canceled", { number }) }
    case "ask_change":
      return {
        text: t("workshop.photo_change", { number, text: clip(transition.reason ?? "", 500) }),
        keyboard: actionButtons(t, ["mark_ready"], facts.assignment)
          .row()
          .text(t.plain("notices.order"), openWork.pack({ assignmentId })),
      }
    case "change_delivery":
      return {
        text: t("workshop.delivery_changed", { number, what: changedParts(t, transition) }),
        keyboard: new InlineKeyboard().text(t.plain("notices.order"), openWork.pack({ assignmentId })),
      }
    default:
      return { text: changeTextForHolder(t, facts, transition, member) }
  }
}
