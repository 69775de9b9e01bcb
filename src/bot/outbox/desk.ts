import type { MedusaContainer } from "@medusajs/framework/types"
import type { ChatPurpose, ShopChat } from "../../modules/telegram/service"
import type { StaffMemberRecord } from "../../modules/workshop/types"
import type { ChatAddress } from "../runtime/chat-address"
import { telegramOf } from "../runtime/telegram"
import { textsIn, type Translate } from "../ui/texts"
import { workshopOf } from "../ui/workshop"

/** A recipient with the texts in their language. */
export type Reader = { chatId: ChatAddress; t: Translate }

export const PURPOSES = ["florists", "couriers", "shop", "admin"] as const satisfies ChatPurpose[]

/** The shop's chats, bound and configured. */
export async function shopChats(container: MedusaContainer): Promise<ShopChat[]> {
  const telegram = telegramOf(container)
  const chats = await Promise.all(PURPOSES.map((purpose) => telegram.chatFor(purpose)))
  return chats.filter((chat) => chat !== undefined)
}

/**
 * Recipients of notices for the shop: the admin chat, or each owner in private when no admin chat is bound or the bot
 * cannot write there.
 */
export async function deskReaders(container: MedusaContainer): Promise<Reader[]> {
  const chat = await telegramOf(container).chatFor("admin")
  return chat && !chat.problem
    ? [{ chatId: chat.chat_id, t: textsIn(chat.language) }]
    : ownersInPrivate(container)
}

/** Recipients of what concerns desk and florists together: the desk and the florists' chat, each chat once. */
export async function deskAndFlorists(container: MedusaContainer): Promise<Reader[]> {
  const florists = await telegramOf(container).chatFor("florists")
  const readers = [
    ...(await deskReaders(container)),
    ...(florists ? [{ chatId: florists.chat_id, t: textsIn(florists.language) }] : []),
  ]
  return [...new Map(readers.map((reader) => [reader.chatId, reader])).values()]
}

export async function ownersInPrivate(container: MedusaContainer): Promise<Reader[]> {
  const owners = await workshopOf(container).listStaffMembers({ role: "owner", active: true }, { take: null })
  return Promise.all(owners.map((owner) => readerOf(container, owner)))
}

/** The private chat of a staff member, with texts in the language that they chose in the bot. */
export async function readerOf(container: MedusaContainer, member: StaffMemberRecord): Promise<Reader> {
  const account = await telegramOf(container).findAccount(member.telegram_id)
  return { chatId: member.telegram_id, t: textsIn(account?.language ?? member.language) }
}
