import { Composer, GrammyError } from "grammy"
import type { ChatFullInfo, Message } from "grammy/types"
import type { ChatPurpose } from "../../../modules/telegram/service"
import type { StaffMemberRecord } from "../../../modules/workshop/types"
import { RateLimiterRes, type RateLimiterAbstract } from "rate-limiter-flexible"
import { rateLimiter } from "../../../lib/rate-limiter"
import { limitsOf } from "../../../workflows/settings"
import { workshopOf } from "../../ui/workshop"
import { errorCode, shopError } from "../../../lib/errors"
import { bindChatWorkflow } from "../../../workflows/telegram/bind-chat"
import { unbindChatWorkflow } from "../../../workflows/telegram/unbind-chat"
import { askAboutChat, followMove, mayPost, reopenChats } from "../../messages/announcements/chats"
import { announceOpenOrders } from "../../messages/announcements/sweep"
import { isGone, isNotModified, isTopicClosed, isUnreachable } from "../../runtime/api-errors"
import { addressOf, chatIdIn, isGroupAddress, threadIn, type ChatAddress } from "../../runtime/chat-address"
import type { ShopContext } from "../../runtime/context"
import { personOf } from "../../runtime/queue-of-update"
import { telegramOf } from "../../runtime/telegram"
import { textsIn } from "../../ui/texts"
import { enqueue } from "../../outbox"
import { ownersInPrivate, PURPOSES, shopChats } from "../../outbox/desk"
import { askedChat, bindQuestion, confirmBind, confirmUnbind, refuseBind } from "./bind-question"
import { ownerOf } from "./owner"

const isPurpose = (value: string): value is ChatPurpose => (PURPOSES as readonly string[]).includes(value)

/** Rate limit in ms: the owners get at most one question per chat and purpose in this time. */
const ASK_AGAIN_MS = 10 * 60_000

const HOUR_SECONDS = 60 * 60

let questionLimiter: RateLimiterAbstract | undefined

/** The commands /bind, /unbind and /where, which an owner writes in a group, topic or channel of the shop. */
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
  return by === "nobody" ? undefined : unbind(ctx, by, addressOf(ctx.msg))
})

shared.use(async (ctx, next) => {
  if (commandIn(ctx, "where") === undefined) {
    return next()
  }
  const by = await speaker(ctx)
  return by === "nobody"
    ? undefined
    : void (await reply(ctx, by, "staff.where_chat", { id: addressOf(ctx.msg) }))
})

chats.chatType("private").on("message:text", async (ctx, next) => {
  if (commandIn(ctx, "where") === undefined) {
    return next()
  }
  return void (await ctx.reply(ctx.t("staff.where_private", { id: ctx.account.telegram_id }), {
    parse_mode: "HTML",
  }))
})

// Telegram changes the chat id when a group becomes a supergroup. One service message comes in the group and one in the
// supergroup, in any order (Bot API, migrate_to_chat_id and migrate_from_chat_id).
chats.on("message:migrate_to_chat_id", async ({ container, chat, message }) => {
  await followMove(container, { from: String(chat.id), to: String(message.migrate_to_chat_id) })
})
chats.on("message:migrate_from_chat_id", async ({ container, chat, message }) => {
  await followMove(container, { from: String(message.migrate_from_chat_id), to: String(chat.id) })
})

chats.on(["message:forum_topic_reopened", "message:general_forum_topic_unhidden"], async (ctx) => {
  const reopened = addressOf(ctx.message)
  await reopenChats(ctx.container, (address) => address === reopened)
})

// The bot was added to a chat, removed from it, or got other rights.
chats
  .chatType(["group", "supergroup", "channel"])
  .on("my_chat_member", async ({ container, chat, myChatMember }) => {
    const isThisChat = (address: ChatAddress) => chatIdIn(address) === String(chat.id)
    if (mayPost(myChatMember.new_chat_member, chat.type)) {
      return reopenChats(container, isThisChat)
    }
    for (const { chat_id: address } of (await shopChats(container)).filter((one) =>
      isThisChat(one.chat_id),
    )) {
      await telegramOf(container).noteUnreachable(
        address,
        "The bot was removed or has no right to write in this chat.",
      )
    }
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
  return personOf(ctx.update) ? ((await ownerOf(ctx)) ?? "nobody") : "nobody"
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

async function bindHere(
  ctx: ShopContext & { msg: Message },
  owner: StaffMemberRecord,
  purpose: ChatPurpose,
): Promise<void> {
  const address = addressOf(ctx.msg)
  const now = await telegramOf(ctx.container).chatFor(purpose)
  if (now?.is_bound && now.chat_id !== address) {
    return askToMove(ctx, owner, purpose, address)
  }
  try {
    await bind(ctx, owner, purpose, address)
  } catch (error) {
    const code = errorCode(error)
    if (code !== "topic_closed" && code !== "cannot_post") {
      throw error
    }
    // The bot cannot answer in the chat or topic.
    await ctx.api.sendMessage(owner.telegram_id, ctx.t(`errors.${code}`))
  }
}

/** Asks the owner in private before another chat takes over a purpose that is bound. */
async function askToMove(
  ctx: ShopContext & { msg: Message },
  owner: StaffMemberRecord,
  purpose: ChatPurpose,
  address: ChatAddress,
): Promise<void> {
  const chat = await askedChat(ctx, address, purpose)
  await enqueue(ctx.container, [
    {
      key: `bind:${address}:${purpose}:${ctx.msg.message_id}:${owner.telegram_id}`,
      chatId: owner.telegram_id,
      screen: bindQuestion(ctx.t, chat, purpose),
      goodUntil: new Date(Date.now() + ASK_AGAIN_MS),
    },
  ])
}

/**
 * Binds a chat or topic to a purpose, after a check that the bot may write there.
 *
 * @throws chat_not_found, cannot_post, topic_closed
 */
async function bind(
  ctx: ShopContext,
  owner: StaffMemberRecord,
  purpose: ChatPurpose,
  address: ChatAddress,
): Promise<void> {
  const chat = await chatWhereBotMayPost(ctx, chatIdIn(address))
  const now = await telegramOf(ctx.container).chatFor(purpose)
  if (!now?.is_bound || now.chat_id !== address || now.problem) {
    await say(ctx, address, ctx.t(`staff.bound_${purpose}`))
  }
  const topic = ctx.msg?.reply_to_message?.forum_topic_created?.name
  await bindChatWorkflow(ctx.container).run({
    input: {
      purpose,
      ...placeOf(address),
      title: [chat.title, topic].filter(Boolean).join(" · "),
      language: ctx.t.language,
      actor: { type: "staff", telegram_id: owner.telegram_id },
    },
  })
  await announceOpenOrders(ctx.container, purpose, address)
}

function placeOf(address: ChatAddress): { chat_id: string; message_thread_id: string | null } {
  const { message_thread_id: thread } = threadIn(address)
  return { chat_id: chatIdIn(address), message_thread_id: thread === undefined ? null : String(thread) }
}

const cannotPost = () => shopError("cannot_post", "The bot is not allowed to write in this chat.")

/** Writes in a chat or topic. @throws topic_closed, cannot_post */
async function say(ctx: ShopContext, address: ChatAddress, text: string): Promise<void> {
  try {
    await ctx.api.sendMessage(chatIdIn(address), text, { parse_mode: "HTML", ...threadIn(address) })
  } catch (error) {
    if (isTopicClosed(error)) {
      throw shopError("topic_closed", "The topic is closed, and the bot has no right to write there.")
    }
    // Another chat refuses the message, so the sender of the update must not count as unreachable.
    if (isUnreachable(error)) {
      throw cannotPost()
    }
    throw error
  }
}

/** @throws chat_not_found, cannot_post */
async function chatWhereBotMayPost(ctx: ShopContext, chatId: string): Promise<ChatFullInfo> {
  try {
    const { chat, isAllowed } = await askAboutChat(ctx.api, chatId, ctx.me.id)
    if (!isAllowed || chat.type === "private") {
      throw cannotPost()
    }
    return chat
  } catch (error) {
    if (isUnreachable(error)) {
      throw shopError("chat_not_found", "The bot is not a member of this chat.")
    }
    throw error
  }
}

/** Unbinds a chat or topic. The workflow's result stays when the bot cannot write there. */
async function unbind(ctx: ShopContext, owner: StaffMemberRecord, address: ChatAddress): Promise<void> {
  const { result } = await unbindChatWorkflow(ctx.container).run({
    input: { ...placeOf(address), actor: { type: "staff", telegram_id: owner.telegram_id } },
  })
  try {
    await say(ctx, address, ctx.t(result.length ? "staff.unbound" : "staff.was_not_bound"))
  } catch (error) {
    const code = errorCode(error)
    if (code !== "topic_closed" && code !== "cannot_post") {
      throw error
    }
  }
}

/**
 * Whether an owner or manager of the shop administers a chat. A stranger can add the bot to any channel and write /bind
 * there.
 */
async function isOurs(ctx: ShopContext, chatId: string): Promise<boolean> {
  const staff = await workshopOf(ctx.container).listStaffMembers(
    { role: ["owner", "manager"], active: true },
    { select: ["telegram_id"], take: null },
  )
  for (const { telegram_id } of staff) {
    try {
      const { status } = await ctx.api.getChatMember(chatId, Number(telegram_id))
      if (status === "creator" || status === "administrator") {
        return true
      }
    } catch (error) {
      // Telegram answers 400 for a user whom the bot has not met in the chat.
      if (!(error instanceof GrammyError) || error.error_code !== 400) {
        throw error
      }
    }
  }
  return false
}

/** Counts an event of the limit of questions to the owners. @returns false over the limit */
async function count(ctx: ShopContext, event: string): Promise<boolean> {
  const points = limitsOf(ctx.container).bindQuestionsPerHour
  if (!points) {
    return true
  }
  questionLimiter ??= rateLimiter(ctx.container, { name: "bind-questions", points, seconds: HOUR_SECONDS })
  try {
    await questionLimiter.consume(event)
    return true
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) {
      throw refusal
    }
    return false
  }
}

/**
 * Asks the owners in private to confirm a command whose author is unknown. Commands in chats of strangers have no effect.
 * Each chat has a limit, because each command asks Telegram. All questions together have the same limit.
 */
async function askOwners(
  ctx: ShopContext & { msg: Message },
  purpose: ChatPurpose | undefined,
): Promise<void> {
  const address = addressOf(ctx.msg)
  const chatId = chatIdIn(address)
  if (!(await count(ctx, chatId)) || !(await isOurs(ctx, chatId)) || !(await count(ctx, "all"))) {
    return
  }
  const chat = await askedChat(ctx, address, purpose)
  const period = Math.floor(Date.now() / ASK_AGAIN_MS)
  const questions = (await ownersInPrivate(ctx.container)).map((owner) => ({
    key: `bind:${address}:${purpose ?? "none"}:${period}:${owner.chatId}`,
    chatId: owner.chatId,
    screen: bindQuestion(owner.t, chat, purpose),
    goodUntil: new Date(Date.now() + ASK_AGAIN_MS),
  }))
  await enqueue(ctx.container, questions)
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

confirmBind.on(privately, async (ctx, { purpose, address }) => {
  const owner = await ownerOf(ctx)
  if (!owner || !isPurpose(purpose) || !isGroupAddress(address)) {
    return ctx.answer(ctx.t.plain("errors.not_allowed"), { alert: true })
  }
  await bind(ctx, owner, purpose, address)
  await settle(ctx, "staff.bind_done")
})

confirmUnbind.on(privately, async (ctx, { address }) => {
  const owner = await ownerOf(ctx)
  if (!owner || !isGroupAddress(address)) {
    return ctx.answer(ctx.t.plain("errors.not_allowed"), { alert: true })
  }
  await unbind(ctx, owner, address)
  await settle(ctx, "staff.unbound")
})

refuseBind.on(privately, async (ctx) => {
  await settle(ctx, "staff.bind_refused")
})
