import { GrammyError, InlineKeyboard } from "grammy"
import type { ChatPurpose } from "../../../modules/telegram/service"
import { chatIdIn, type ChatAddress } from "../../runtime/chat-address"
import type { ShopContext } from "../../runtime/context"
import { telegramOf } from "../../runtime/telegram"
import { callback } from "../../ui/callback"
import type { Screen } from "../../ui/screen"
import type { Translate } from "../../ui/texts"

export const confirmBind = callback("bind", ["purpose", "address"])
export const confirmUnbind = callback("unbind", ["address"])
export const refuseBind = callback("nobind")

type AskedChat = {
  address: ChatAddress
  title: string
  /** Without the @. */
  username?: string
  members: number
  /** The title of the other chat that has the purpose now. */
  replaced?: string
}

/** What the owners read about the chat of a command before they confirm it. */
export async function askedChat(
  ctx: ShopContext,
  address: ChatAddress,
  purpose: ChatPurpose | undefined,
): Promise<AskedChat> {
  return {
    address,
    title: ctx.chat?.title ?? address,
    username: ctx.chat?.username,
    members: await ctx.api.getChatMemberCount(chatIdIn(address)),
    replaced: purpose && (await replacedTitle(ctx, address, purpose)),
  }
}

async function replacedTitle(
  ctx: ShopContext,
  address: ChatAddress,
  purpose: ChatPurpose,
): Promise<string | undefined> {
  const former = await telegramOf(ctx.container).chatFor(purpose)
  if (!former || former.chat_id === address) {
    return undefined
  }
  if (former.title) {
    return former.title
  }
  try {
    // A chat of the configuration has no stored title.
    const { title } = await ctx.api.getChat(chatIdIn(former.chat_id))
    return title ?? former.chat_id
  } catch (error) {
    if (!(error instanceof GrammyError)) {
      throw error
    }
    return former.chat_id
  }
}

export function bindQuestion(t: Translate, chat: AskedChat, purpose: ChatPurpose | undefined): Screen {
  const { address, members, username, replaced } = chat
  const title = username ? `${chat.title} (@${username})` : chat.title
  const yes = purpose ? confirmBind.pack({ purpose, address }) : confirmUnbind.pack({ address })
  return {
    text: purpose
      ? [
          t("staff.bind_ask", { title, members, purpose: t.plain(`staff.purpose_${purpose}`) }),
          ...(replaced ? [t("staff.bind_replaces", { title: replaced })] : []),
        ].join("\n\n")
      : t("staff.unbind_ask", { title }),
    keyboard: new InlineKeyboard()
      .text(t.plain("common.yes"), yes)
      .text(t.plain("common.no"), refuseBind.pack({})),
  }
}
