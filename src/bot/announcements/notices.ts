import type { MedusaContainer } from "@medusajs/framework/types"
import type { StaffMemberRecord, TransitionRecord } from "../../modules/workshop/types"
import type { Screen } from "../kit/screen"
import { shopPlace } from "../kit/shop-place"
import { telegramOf } from "../kit/telegram"
import { textsIn, type Translate } from "../kit/texts"
import { workshopOf } from "../kit/workshop"
import { adminNotice } from "./admin-notice"
import type { OrderFacts } from "./order-facts"
import { sendOnce, type Outcome, type Sender } from "./outbox"
import { shopperNotice } from "./shopper-notice"

/** Tells the shopper, those who watch over the shop and those who held the order of one change. */
export async function sendNotices(
  sender: Sender,
  facts: OrderFacts,
  transition: TransitionRecord,
): Promise<Outcome[]> {
  const telegram = telegramOf(sender.container)
  const [florists, couriers] = await Promise.all([telegram.chatFor("florists"), telegram.chatFor("couriers")])
  const chats = { florists: florists !== undefined, couriers: couriers !== undefined }
  const [shopper, admin, holders] = await Promise.all([
    tellShopper(sender, facts, transition),
    tellDesk(sender, `transition:${transition.id}:admin`, (t) => adminNotice(t, facts, transition, chats)),
    tellHolders(sender, facts, transition),
  ])
  return [...shopper, ...admin, ...holders]
}

async function tellShopper(
  sender: Sender,
  facts: OrderFacts,
  transition: TransitionRecord,
): Promise<Outcome[]> {
  const { shopper } = facts
  if (!shopper || shopper.blocked_at) {
    return []
  }
  const waitsInShop = transition.action === "mark_ready" && facts.assignment.method === "pickup"
  const place = waitsInShop ? await shopPlace(sender.container) : undefined
  const screen = shopperNotice(textsIn(shopper.language), facts, transition, place?.address ?? null)
  if (!screen) {
    return []
  }
  const key = `transition:${transition.id}:shopper`
  return [await sendOnce(sender, { key, chatId: shopper.telegram_id, screen, whenUnknown: "leave" })]
}

/**
 * Tells those who watch over the shop: in the admin chat, and while none is bound, each owner in private.
 *
 * @param key names the news; each reader gets it once
 */
export async function tellDesk(
  sender: Sender,
  key: string,
  write: (t: Translate) => Screen | undefined,
): Promise<Outcome[]> {
  const outcomes = (await deskReaders(sender.container)).flatMap(({ chatId, t }) => {
    const screen = write(t)
    return screen ? [sendOnce(sender, { key: `${key}:${chatId}`, chatId, screen, whenUnknown: "leave" })] : []
  })
  return Promise.all(outcomes)
}

/** A chat where work is offered can be written to no more: told once a day, for orders wait there. */
export async function tellChatClosed(
  sender: Sender,
  purpose: "florists" | "couriers",
  chatId: string,
): Promise<Outcome[]> {
  const key = `chat_closed:${chatId}:${new Date().toISOString().slice(0, 10)}`
  return tellDesk(sender, key, (t) => ({ text: t(`notices.admin_chat_closed_${purpose}`) }))
}

async function deskReaders(container: MedusaContainer): Promise<{ chatId: string; t: Translate }[]> {
  const chat = await telegramOf(container).chatFor("admin")
  if (chat) {
    return [{ chatId: chat.chat_id, t: textsIn(chat.language) }]
  }
  const owners = await workshopOf(container).listStaffMembers({ role: "owner", active: true })
  return Promise.all(owners.map((owner) => readerOf(container, owner)))
}

async function readerOf(
  container: MedusaContainer,
  member: StaffMemberRecord,
): Promise<{ chatId: string; t: Translate }> {
  const account = await telegramOf(container).findAccount(member.telegram_id)
  return { chatId: member.telegram_id, t: textsIn(account?.language ?? member.language) }
}

/** An edit of their card notifies nobody: who works on an order that is canceled hears it. */
async function tellHolders(
  sender: Sender,
  facts: OrderFacts,
  transition: TransitionRecord,
): Promise<Outcome[]> {
  if (transition.action !== "cancel") {
    return []
  }
  const { florist_id, courier_id, display_id: number } = facts.assignment
  const holders = [florist_id, courier_id].filter((id) => id !== transition.actor_id)
  return Promise.all(
    [...new Set(holders)]
      .flatMap((id) => facts.members.get(id ?? "") ?? [])
      .map(async (member) => {
        const { chatId, t } = await readerOf(sender.container, member)
        const key = `transition:${transition.id}:holder:${member.id}`
        const screen = { text: t("workshop.stop_work", { number }) }
        return sendOnce(sender, { key, chatId, screen, whenUnknown: "leave" })
      }),
  )
}
