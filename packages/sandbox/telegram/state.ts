import type { Person, ReplyButtonView } from "./control-types"
import type { ShapeValue } from "./methods/table"
import type { ChatType, Message, Update } from "./types"

/** The state of the sandbox as plain data, stored on disk as JSON. */
export type WorldState = {
  bot: BotRecord
  people: Person[]
  chats: ChatRecord[]
  files: FileRecord[]
  /** Private chats and basic groups share one sequence of message ids, as in Telegram. */
  last_private_message_id: number
  /** Counts every message and every edit. */
  revision: number
  updates: UpdatesRecord
}

export type BotCommand = ShapeValue<"BotCommand">
export type MenuButton = ShapeValue<"MenuButton">

/** Texts are stored by language code; "" is the default for other languages. */
export type BotRecord = {
  id: number
  username: string
  names: Record<string, string>
  descriptions: Record<string, string>
  short_descriptions: Record<string, string>
  /** By scope and language; see `commandsKey`. */
  commands: Record<string, BotCommand[]>
  /** By chat id; "" is the default. */
  menu_buttons: Record<string, MenuButton>
  /** Inline mode is off, as for a bot without /setinline at BotFather. */
  inline_off?: true
}

export type ReplyKeyboard = {
  message_id: number
  rows: ReplyButtonView[][]
  one_time: boolean
  placeholder?: string
}

export type StoredMessage = {
  message: Message
  /** The author, also for channel posts, whose message does not show it. */
  author: "bot" | number
  /** Revision of the message's creation or last edit. */
  revision: number
  /** False for a message with a reply keyboard: Telegram does not let a bot edit it. */
  editable: boolean
  /** The bot gets an InaccessibleMessage instead of the message. */
  inaccessible?: true
}

/** A topic of a forum. Its id is the id of the service message that created it. */
export type Topic = { id: number; name: string; closed: boolean }

export type ChatRecord = {
  id: number
  type: ChatType
  /** Empty in a private chat. */
  title: string
  username?: string
  members: number[]
  admins: number[]
  /** Whether the bot is a member; always true in a private chat. */
  bot: boolean
  /** In a private chat: whether the person has ever sent a message. */
  started: boolean
  blocked: boolean
  messages: StoredMessage[]
  last_message_id: number
  pinned: number[]
  /** Id of the newest message that each person has read, by the person's id. */
  read: Record<string, number>
  keyboards: Record<string, ReplyKeyboard>
  invite_link?: string
  /** The id of the supergroup that the group became. */
  migrated_to?: number
  /** The topics of a forum; absent in other chats. */
  topics?: Topic[]
  /** Whether the topic General of a forum is closed. */
  general_closed?: boolean
  /** A private chat of two people, without the bot. */
  between?: true
}

export type FileRecord = {
  file_id: string
  file_unique_id: string
  /** Name in the folder of files. The sizes of a photo share it. */
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
  /** Number of further deliveries after the first confirmation. */
  repeats: number
}

export type WebhookRecord = {
  url: string
  secret_token?: string
  max_connections: number
  last_error_date?: number
  last_error_message?: string
}
