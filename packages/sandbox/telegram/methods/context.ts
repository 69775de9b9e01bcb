import type { CallbackQueries } from "../callbacks"
import { ApiError, badRequest, forbidden } from "../errors"
import type { InlineQueries } from "../inline-queries"
import type { FileStore, Upload } from "../files"
import type { RateLimits } from "../rates"
import type { ChatRecord, StoredMessage } from "../state"
import type { UpdateQueue } from "../updates"
import type { WebhookSender } from "../webhook"
import type { World } from "../world"
import type { MethodName, Params } from "./table"

/** The dependencies of all methods. */
export type Services = {
  world: World
  queue: UpdateQueue
  webhook: WebhookSender
  files: FileStore
  queries: CallbackQueries
  inline: InlineQueries
  /** Time in ms that a person's app waits for the answer to a tap. */
  tapWaitMs: number
  rates: RateLimits
  allowLocalUrls: boolean
}

/** The context of one Bot API call. */
export type Call = Services & {
  /** Files of a multipart body, by part name. */
  uploads: ReadonlyMap<string, Upload>
  /** Aborted when the bot closes the connection. */
  disconnected: AbortSignal
}

export type Handler<M extends MethodName> = (params: Params<M>, call: Call) => unknown
export type Handlers<M extends MethodName> = { [Name in M]: Handler<Name> }

/** @throws ApiError 400 "chat not found" */
export function chatOf({ world }: Services, chatId: number | string): ChatRecord {
  const chat = typeof chatId === "number" ? world.chat(chatId) : world.chatNamed(chatId)
  if (chat && !chat.between) return chat
  if (typeof chatId === "number" && world.person(chatId)) {
    throw forbidden("bot can't initiate conversation with a user")
  }
  throw badRequest("chat not found")
}

/** Returns the chat. @throws ApiError 400 or 403 when the bot may not act in it */
export function openChat(services: Services, chatId: number | string): ChatRecord {
  const chat = chatOf(services, chatId)
  const { world } = services
  if (chat.migrated_to !== undefined) {
    throw new ApiError(400, "Bad Request: group chat was upgraded to a supergroup chat", {
      migrate_to_chat_id: chat.migrated_to,
    })
  }
  if (chat.type === "private") {
    if (!chat.started) throw forbidden("bot can't initiate conversation with a user")
    if (world.person(chat.id)?.deleted) throw forbidden("user is deactivated")
    if (chat.blocked) throw forbidden("bot was blocked by the user")
  } else if (!chat.bot) {
    throw forbidden(`bot is not a member of the ${chat.type} chat`)
  }
  return chat
}

/** @throws ApiError 400 "<what> not found" */
export function messageIn({ world }: Services, chat: ChatRecord, id: number, what: string): StoredMessage {
  const stored = world.stored(chat, id)
  if (!stored) throw badRequest(`${what} not found`)
  return stored
}
