import type { Person, ReplyButtonView } from "./control-types"
import type { ShapeValue } from "./methods/table"
import type { ChatType, Message, Update } from "./types"

/** All that the sandbox remembers, as plain data: it is written to disk as it is. */
export type WorldState = {
  bot: BotRecord
  people: Person[]
  chats: ChatRecord[]
  files: FileRecord[]
  /** Private chats and plain groups share one row of message ids, as they do for a real bot. */
  last_private_message_id: number
  /** Counts every message and every edit. */
  revision: number
  updates: UpdatesRecord
}

export type BotCommand = ShapeValue<"BotCommand">
export type MenuButton = ShapeValue<"MenuButton">

/** Texts are by language code; "" is for all other languages. */
export type BotRecord = {
  id: number
  username: string
  names: Record<string, string>
  descriptions: Record<string, string>
  short_descriptions: Record<string, string>
  /** By scope and language, see `commandsKey`. */
  commands: Record<string, BotCommand[]>
  /** By chat id; "" is the default. */
  menu_buttons: Record<string, MenuButton>
}

export type ReplyKeyboard = {
  message_id: number
  rows: ReplyButtonView[][]
  one_time: boolean
  placeholder?: string
}

export type StoredMessage = {
  message: Message
  /** Who wrote it, also where the message itself does not say so: in a channel. */
  author: "bot" | number
  /** The world's revision when it was written or last edited. */
  revision: number
  /** Telegram lets a bot edit only messages without a reply keyboard. */
  editable: boolean
}

export type ChatRecord = {
  id: number
  type: ChatType
  /** Empty in a private chat. */
  title: string
  username?: string
  members: number[]
  admins: number[]
  /** Whether the bot is in it; always so in a private chat. */
  bot: boolean
  /** In a private chat: whether the person has ever written. */
  started: boolean
  blocked: boolean
  messages: StoredMessage[]
  last_message_id: number
  pinned: number[]
  /** The newest message each person has seen, by the person's id. */
  read: Record<string, number>
  keyboards: Record<string, ReplyKeyboard>
  invite_link?: string
}

export type FileRecord = {
  file_id: string
  file_unique_id: string
  /** Name of the file in the folder of files; sizes of one photo share it. */
  stored_as: string
  kind: "photo" | "document"
  size: number
  mime_type: string
  name?: string
  width?: number
  height?: number
}

export type UpdatesRecord = {
  last_id: number
  allowed?: string[]
  pending: PendingUpdate[]
  webhook?: WebhookRecord
}

export type PendingUpdate = {
  update: Update
  /** Updates of one chat are delivered in order. */
  chat_id: number
  /** How many more times it is to be delivered after it was confirmed. */
  repeats: number
}

export type WebhookRecord = {
  url: string
  secret_token?: string
  max_connections: number
  last_error_date?: number
  last_error_message?: string
}
