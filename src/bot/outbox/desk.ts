import type { MedusaContainer } from "@medusajs/framework/types"
import type { StaffMemberRecord } from "../../modules/workshop/types"
import { telegramOf } from "../runtime/telegram"
import { textsIn, type Translate } from "../ui/texts"
import { workshopOf } from "../ui/workshop"

/** Someone to write to, in their language. */
export type Reader = { chatId: string; t: Translate }

/** Those who watch over the shop: the admin chat, and while none is bound, each owner in private. */
export async function deskReaders(container: MedusaContainer): Promise<Reader[]> {
  const chat = await telegramOf(container).chatFor("admin")
  return chat ? [{ chatId: chat.chat_id, t: textsIn(chat.language) }] : ownersInPrivate(container)
}

export async function ownersInPrivate(container: MedusaContainer): Promise<Reader[]> {
  const owners = await workshopOf(container).listStaffMembers({ role: "owner", active: true }, { take: null })
  return Promise.all(owners.map((owner) => readerOf(container, owner)))
}

/** A staff member in private, in the language they chose in the bot. */
export async function readerOf(container: MedusaContainer, member: StaffMemberRecord): Promise<Reader> {
  const account = await telegramOf(container).findAccount(member.telegram_id)
  return { chatId: member.telegram_id, t: textsIn(account?.language ?? member.language) }
}
