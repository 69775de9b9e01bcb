import { MedusaService } from "@medusajs/framework/utils"
import { Account } from "./models/account"
import { Chat } from "./models/chat"
import { File } from "./models/file"
import { Message } from "./models/message"
import { Update } from "./models/update"

/** What a chat of the shop is for. */
export type ChatPurpose = "florists" | "couriers" | "shop" | "admin"

export type TelegramOptions = {
  /** The bot's token; without it the bot is off. */
  token?: string
  /** The Bot API's address; https://api.telegram.org when left out. */
  apiRoot?: string
  /** The public address of this server; without it the bot asks for updates itself (long polling). */
  webhookUrl?: string
  webhookSecret?: string
  /** The owner's Telegram user id. */
  ownerId?: string
  /** Chats bound by the environment; the owner's /bind in a chat goes before. */
  chats?: Partial<Record<ChatPurpose, string>>
}

class TelegramModuleService extends MedusaService({ Account, Chat, File, Message, Update }) {
  readonly options: TelegramOptions

  constructor(container: Record<string, unknown>, options: TelegramOptions = {}) {
    super(container, options)
    this.options = options
  }
}

export default TelegramModuleService
