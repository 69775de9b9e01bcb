import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { GrammyError, type Api } from "grammy"
import type { ChatFullInfo } from "grammy/types"
import { asError } from "../../../lib/as-error"
import type { ChatMove, ShopChat } from "../../../modules/telegram/service"
import { optionsOf } from "../../../workflows/settings"
import { moveChat } from "../../../workflows/telegram/move-chat"
import { shopChats } from "../../outbox/desk"
import { outboxApi } from "../../outbox/run"
import { isUnreachable } from "../../runtime/api-errors"
import { chatIdIn, type ChatAddress } from "../../runtime/chat-address"
import { telegramOf } from "../../runtime/telegram"
import { announceOpenOrders } from "./sweep"

/** Keeps the bindings of a group that became a supergroup, and sends the cards of its waiting orders there. */
export async function followMove(container: MedusaContainer, move: ChatMove): Promise<void> {
  await moveChat(container, move)
  await announceMoves(container)
}

/** Sends the cards of the waiting orders to the supergroups that have not received them. */
export async function announceMoves(container: MedusaContainer): Promise<void> {
  const telegram = telegramOf(container)
  for (const { from, to } of await telegram.listUnannouncedMoves()) {
    await announceWaitingIn(container, (address) => address === to)
    await telegram.updateChatStates({ id: from, announced_at: new Date() })
  }
}

/** The bot can write to these chats again: sends the cards of the waiting orders. */
export async function reopenChats(
  container: MedusaContainer,
  isReopened: (address: ChatAddress) => boolean,
): Promise<void> {
  for (const { chat_id: address } of (await shopChats(container)).filter((chat) =>
    isReopened(chat.chat_id),
  )) {
    await telegramOf(container).noteReachable(address)
  }
  await announceWaitingIn(container, isReopened)
}

async function announceWaitingIn(
  container: MedusaContainer,
  isIn: (address: ChatAddress) => boolean,
): Promise<void> {
  for (const { purpose, chat_id: address } of await shopChats(container)) {
    if (isIn(address)) {
      await announceOpenOrders(container, purpose, address)
    }
  }
}

/**
 * Checks that the bot can write to each chat of the shop, and records those that it cannot reach. The job
 * `announce-transitions` reports them to the owner. Without an answer of Telegram nothing changes.
 */
export async function checkChats(container: MedusaContainer): Promise<void> {
  const api = outboxApi(container)
  if (!api) {
    return
  }
  for (const chat of await shopChats(container)) {
    try {
      await checkChat(container, api, chat)
    } catch (error) {
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(`telegram: the ${chat.purpose} chat was not checked: ${asError(error).message}`)
    }
  }
}

async function checkChat(container: MedusaContainer, api: Api, { chat_id: address, problem }: ShopChat) {
  const found = await problemOf(api, chatIdIn(address), botIdOf(container))
  if (found) {
    return telegramOf(container).noteUnreachable(address, found)
  }
  // Telegram's answer about the chat does not say whether a topic is open.
  if (problem && !/topic|thread/i.test(problem)) {
    await reopenChats(container, (one) => one === address)
  }
}

const botIdOf = (container: MedusaContainer) => Number(optionsOf(container).token?.split(":")[0])

/** @returns why the bot cannot write to a chat; undefined when it can */
async function problemOf(api: Api, chatId: string, botId: number): Promise<string | undefined> {
  try {
    const { isAllowed } = await askAboutChat(api, chatId, botId)
    return isAllowed ? undefined : "The bot has no right to write in this chat."
  } catch (error) {
    if (error instanceof GrammyError && (isUnreachable(error) || error.error_code === 403)) {
      return error.description
    }
    throw error
  }
}

/** Asks Telegram about a chat, and whether the bot may write there. */
export async function askAboutChat(
  api: Api,
  chatId: string,
  botId: number,
): Promise<{ chat: ChatFullInfo; isAllowed: boolean }> {
  const chat = await api.getChat(chatId)
  if (chat.type === "private") {
    return { chat, isAllowed: true }
  }
  const me = await api.getChatMember(chatId, botId)
  // A member has the default rights of the group; an administrator may always write.
  const isMuted = me.status === "member" && chat.permissions?.can_send_messages === false
  return { chat, isAllowed: mayPost(me, chat.type) && !isMuted }
}

/** Whether a member may write in a group or channel. */
export function mayPost(
  member: Awaited<ReturnType<Api["getChatMember"]>>,
  type: ChatFullInfo["type"],
): boolean {
  switch (member.status) {
    case "administrator":
      return type !== "channel" || member.can_post_messages === true
    case "restricted":
      return member.is_member && member.can_send_messages
    default:
      return member.status === "creator" || (member.status === "member" && type !== "channel")
  }
}
