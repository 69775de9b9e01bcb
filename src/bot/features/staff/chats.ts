import { Composer, InlineKeyboard } from "grammy"
import type { ChatFullInfo } from "grammy/types"
import type { ChatPurpose } from "../../../modules/telegram/service"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { shopError } from "../../../lib/errors"
import { bindChatWorkflow } from "../../../workflows/telegram/bind-chat"
import { moveChat } from "../../../workflows/telegram/move-chat"
import { unbindChatWorkflow } from "../../../workflows/telegram/unbind-chat"
import { announceOpenOrders } from "../../messages/announcements/sweep"
import { isGone, isNotModified, isUnreachable } from "../../runtime/api-errors"
import { callback } from "../../ui/callback"
import type { ShopContext } from "../../runtime/context"
import type { Screen } from "../../ui/screen"
import { telegramOf } from "../../runtime/telegram"
import { textsIn, type Translate } from "../../ui/texts"
import { enqueue } from "../../outbox"
import { ownersInPrivate } from "../../outbox/desk"
import { ownerOf } from "./owner"

export const PURPOSES = ["florists", "couriers", "shop", "admin"] as const satisfies ChatPurpose[]
const isPurpose = (value: string): value is ChatPurpose => (PURPOSES as readonly string[]).includes(value)

/**
 * Rate limit in ms: the owners get at most one question per chat and purpose in this time, because any
 * channel can send /bind.
 */
const ASK_AGAIN_MS = 10 * 60_000

const confirmBind = callback("bind", ["purpose", "chatId"])
const confirmUnbind = callback("unbind", ["chatId"])
const refuseBind = callback("nobind")

/** The commands /bind, /unbind and /where, which an owner writes in a group or channel of the shop. */
export const chats = new Composer<ShopContext>()

/**
 * Returns the arguments of a command; undefined for another command or another bot ("/bind@other_bot").
 * Parses the text, because Telegram sends no command entities for channel posts.
 */
function commandIn(ctx: ShopContext, name: string): string | undefined {
  const [, command, bot, rest] = /^\/(\w+)(?:@(\w+))?(?:\s+(.*))?$/s.exec(ctx.msg?.text ?? "") ?? []
  const isOurs = !bot || bot.toLowerCase() === ctx.me.username.toLowerCase()
  return command?.toLowerCase() === name && isOurs ? (rest ?? "").trim().toLowerCase() : undefined
}

const shared = chats.chatType(["group", "supergroup", "channel"]).on(["message:text", "channel_post:text"])

shared.use(async (ctx, next) => {
  const purpose = commandIn(ctx, "bind")
  if (purpose === undefined) {
    return next()
  }
  const by = await speaker(ctx)
  if (by === "nobody") {
    return
  }
  if (!isPurpose(purpose)) {
    return void (await reply(ctx, by, "staff.bind_how"))
  }
  return by === "unknown" ? askOwners(ctx, purpose) : bindHere(ctx, by, purpose)
})

shared.use(async (ctx, next) => {
  if (commandIn(ctx, "unbind") === undefined) {
    return next()
  }
  const by = await speaker(ctx)
  if (by === "unknown") {
    return askOwners(ctx, undefined)
  }
  return by === "nobody" ? undefined : unbindHere(ctx, by)
})

shared.use(async (ctx, next) => {
  if (commandIn(ctx, "where") === undefined) {
    return next()
  }
  const by = await speaker(ctx)
  return by === "nobody"
    ? undefined
    : void (await reply(ctx, by, "staff.where_chat", { id: String(ctx.chat.id) }))
})

chats.chatType("private").on("message:text", async (ctx, next) => {
  if (commandIn(ctx, "where") === undefined) {
    return next()
  }
  return void (await ctx.reply(ctx.t("staff.where_private", { id: ctx.account.telegram_id }), {
    parse_mode: "HTML",
  }))
})

// Telegram changes the chat id when a group becomes a supergroup (Bot API, migrate_to_chat_id). Updates the
// stored id.
chats.on("message:migrate_to_chat_id", async (ctx) => {
  await moveChat(ctx.container, { from: String(ctx.chat.id), to: String(ctx.message.migrate_to_chat_id) })
})

/**
 * Identifies the author of a message in a group or channel.
 *
 * @returns the owner; "unknown" for channel posts and anonymous administrators, whose author Telegram hides;
 * "nobody" for everyone else
 */
async function speaker(ctx: ShopContext): Promise<StaffMemberRecord | "unknown" | "nobody"> {
  if (ctx.channelPost || ctx.msg?.sender_chat?.id === ctx.chat?.id) {
    return "unknown"
  }
  return ctx.from && !ctx.from.is_bot ? ((await ownerOf(ctx)) ?? "nobody") : "nobody"
}

async function reply(
  ctx: ShopContext,
  by: StaffMemberRecord | "unknown",
  key: "staff.bind_how" | "staff.where_chat",
  values: Record<string, string> = {},
): Promise<void> {
  const t = by === "unknown" ? textsIn(undefined) : ctx.t
  await ctx.reply(t(key, values), { parse_mode: "HTML" })
}

async function bindHere(ctx: ShopContext, owner: StaffMemberRecord, purpose: ChatPurpose): Promise<void> {
  await bind(ctx, owner, purpose, String(ctx.chat?.id))
}

/** Binds a chat to a purpose, after a check that the bot may write there. */
async function bind(
  ctx: ShopContext,
  owner: StaffMemberRecord,
  purpose: ChatPurpose,
  chatId: string,
): Promise<void> {
  const chat = await chatWhereBotMayPost(ctx, chatId)
  const [bound] = await telegramOf(ctx.container).listChats({ purpose, chat_id: chatId }, { take: 1 })
  await bindChatWorkflow(ctx.container).run({
    input: {
      purpose,
      chat_id: chatId,
      title: chat.title ?? "",
      language: ctx.t.language,
      actor: { type: "staff", telegram_id: owner.telegram_id },
    },
  })
  if (!bound) {
    await ctx.api.sendMessage(chatId, ctx.t(`staff.bound_${purpose}`), { parse_mode: "HTML" })
  }
  await announceOpenOrders(ctx.container, purpose, chatId)
}

/** @throws chat_not_found, cannot_post */
async function chatWhereBotMayPost(ctx: ShopContext, chatId: string): Promise<ChatFullInfo> {
  try {
    const [chat, me] = await Promise.all([ctx.api.getChat(chatId), ctx.api.getChatMember(chatId, ctx.me.id)])
    const mayPost =
      me.status === "administrator"
        ? chat.type !== "channel" || me.can_post_messages === true
        : me.status === "restricted"
          ? me.can_send_messages
          : me.status === "member" && chat.type !== "channel"
    if (!mayPost || chat.type === "private") {
      throw shopError("cannot_post", "The bot is not allowed to write in this chat.")
    }
    return chat
  } catch (error) {
    if (isUnreachable(error)) {
      throw shopError("chat_not_found", "The bot is not a member of this chat.")
    }
    throw error
  }
}

async function unbindHere(ctx: ShopContext, owner: StaffMemberRecord): Promise<void> {
  await unbind(ctx, owner, String(ctx.chat?.id))
}

async function unbind(ctx: ShopContext, owner: StaffMemberRecord, chatId: string): Promise<void> {
  const { result } = await unbindChatWorkflow(ctx.container).run({
    input: { chat_id: chatId, actor: { type: "staff", telegram_id: owner.telegram_id } },
  })
  await ctx.api.sendMessage(chatId, ctx.t(result.length ? "staff.unbound" : "staff.was_not_bound"), {
    parse_mode: "HTML",
  })
}

/** Asks the owners in private to confirm a command whose author is unknown. */
async function askOwners(ctx: ShopContext, purpose: ChatPurpose | undefined): Promise<void> {
  const chatId = String(ctx.chat?.id)
  const title = ctx.chat?.title ?? chatId
  const period = Math.floor(Date.now() / ASK_AGAIN_MS)
  const questions = (await ownersInPrivate(ctx.container)).map((owner) => ({
    key: `bind:${chatId}:${purpose ?? "none"}:${period}:${owner.chatId}`,
    chatId: owner.chatId,
    screen: bindQuestion(owner.t, chatId, title, purpose),
    goodUntil: new Date(Date.now() + ASK_AGAIN_MS),
  }))
  await enqueue(ctx.container, questions)
}

function bindQuestion(t: Translate, chatId: string, title: string, purpose: ChatPurpose | undefined): Screen {
  const yes = purpose ? confirmBind.pack({ purpose, chatId }) : confirmUnbind.pack({ chatId })
  return {
    text: purpose
      ? t("staff.bind_ask", { title, purpose: t.plain(`staff.purpose_${purpose}`) })
      : t("staff.unbind_ask", { title }),
    keyboard: new InlineKeyboard()
      .text(t.plain("common.yes"), yes)
      .text(t.plain("common.no"), refuseBind.pack({})),
  }
}

const privately = new Composer<ShopContext>()
chats.filter(({ chat }) => chat?.type === "private", privately)

/** Replaces the question by its result. A second tap changes nothing. */
async function settle(
  ctx: ShopContext,
  key: "staff.bind_done" | "staff.unbound" | "staff.bind_refused",
): Promise<void> {
  await ctx.answer()
  try {
    await ctx.editMessageText(ctx.t(key), { parse_mode: "HTML" })
  } catch (error) {
    if (!isNotModified(error) && !isGone(error)) {
      throw error
    }
  }
}

confirmBind.on(privately, async (ctx, { purpose, chatId }) => {
  const owner = await ownerOf(ctx)
  if (!owner || !isPurpose(purpose) || !/^-\d{1,20}$/.test(chatId)) {
    return ctx.answer(ctx.t.plain("errors.not_allowed"), { alert: true })
  }
  await bind(ctx, owner, purpose, chatId)
  await settle(ctx, "staff.bind_done")
})

confirmUnbind.on(privately, async (ctx, { chatId }) => {
  const owner = await ownerOf(ctx)
  if (!owner || !/^-\d{1,20}$/.test(chatId)) {
    return ctx.answer(ctx.t.plain("errors.not_allowed"), { alert: true })
  }
  await unbind(ctx, owner, chatId)
  await settle(ctx, "staff.unbound")
})

refuseBind.on(privately, async (ctx) => {
  await settle(ctx, "staff.bind_refused")
})
