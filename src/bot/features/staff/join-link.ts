import { GrammyError } from "grammy"
import type { ChatPurpose } from "../../../modules/telegram/service"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { chatOfMember, isIn } from "../../messages/staff/absent"
import { enqueue } from "../../outbox"
import { ownersInPrivate } from "../../outbox/desk"
import { chatIdIn } from "../../runtime/chat-address"
import type { ShopContext } from "../../runtime/context"
import { clip } from "../../ui/clip"

const DAYS = 7
/** Bot API: the name of an invite link has at most 32 characters. */
const NAME_LENGTH = 32

/**
 * Makes a link for one person to the chat in which a new member works. If Telegram refuses it, the owners read what to do.
 *
 * @returns undefined when there is no such chat, the member is in it, or Telegram refuses the link
 */
export async function joinLink(
  ctx: ShopContext,
  member: StaffMemberRecord,
): Promise<{ purpose: ChatPurpose; url: string } | undefined> {
  const chat = await chatOfMember(ctx.container, member)
  if (!chat) {
    return undefined
  }
  try {
    if (await isIn(ctx.api, chat, member.telegram_id)) {
      return undefined
    }
    const { invite_link: url } = await ctx.api.createChatInviteLink(chatIdIn(chat.chat_id), {
      name: clip(member.name, NAME_LENGTH),
      member_limit: 1,
      expire_date: Math.floor(Date.now() / 1000) + DAYS * 86_400,
    })
    return { purpose: chat.purpose, url }
  } catch (error) {
    if (!(error instanceof GrammyError)) {
      throw error
    }
    ctx.logger.warn(`telegram: no invite link to the ${chat.purpose} chat was made: ${error.description}`)
    const owners = await ownersInPrivate(ctx.container)
    await enqueue(
      ctx.container,
      owners.map(({ chatId, t }) => ({
        key: `no_join_link:${member.id}:${chat.purpose}:${chatId}`,
        chatId,
        screen: {
          text: t("staff.no_join_link", {
            name: member.name,
            purpose: t.plain(`staff.purpose_${chat.purpose}`),
          }),
        },
      })),
    )
    return undefined
  }
}
