/**
 * Types of the control API, which the sandbox's web page and the tests' client use.
 *
 * All routes are under `/sandbox/api` and use JSON. A failed call returns 4xx with {@link ControlError}.
 *
 * | route | body | answer |
 * |---|---|---|
 * | GET    /people                                   |                    | Person[]            |
 * | POST   /people                                   | NewPerson          | Person              |
 * | GET    /people/:me/chats                         |                    | ChatSummary[]       |
 * | GET    /people/:me/chats/:chat/messages?since=   |                    | ChatView            | since: only messages with a higher revision
 * | POST   /people/:me/chats/:chat/messages          | Outgoing           | MessageView         |
 * | POST   /people/:me/chats/:chat/messages/:id/edit | {text} or {photo}  | MessageView         | edits the text or the caption of an own message, or replaces its photo
 * | POST   /people/:me/chats/:chat/messages/:id/hide |                    | {}                  | Telegram no longer gives the message to the bot
 * | POST   /people/:me/chats/:chat/press             | Press              | PressResult         |
 * | POST   /people/:me/chats/:chat/block, /unblock   |                    | {}                  |
 * | POST   /people/:me/delete                        |                    | {}                  | deletes the person's account
 * | POST   /people/:me/open                          | {link}             | {chat_id, message?} | opens https://t.me/<bot>?start=…
 * | POST   /people/:me/chats/:chat/inline           | {query, offset?}   | InlineAnswer        | types "@bot query" in the chat
 * | POST   /people/:me/chats/:chat/inline/choose    | {query_id, result_id} | MessageView      | sends a result of the answer in the chat
 * | POST   /people/:me/conversations                | {with}             | ChatSummary         | opens the private chat with another person
 * | POST   /files?name=…&as=photo\|document          | raw bytes          | {file_id}           | uploads a photo, or a document, to send later
 * | GET    /files/:file_id                           |                    | the bytes           |
 * | GET    /people/:me/events                        |                    | text/event-stream of SandboxEvent |
 * | POST   /chats                                    | NewChat            | ChatSummary         | creates a group or channel
 * | POST   /chats/:chat/migrate                      | Migration          | ChatSummary         | makes a group a supergroup
 * | POST   /chats/:chat/bot                          | {by, member}       | {}                  | adds the bot or removes it
 * | POST   /chats/:chat/topics                       | {by, name}         | {message_thread_id} | creates a topic of a forum
 * | POST   /chats/:chat/topics/:topic/close, /reopen | {by}               | {}                  | topic 1 is General
 * | DELETE /messages                                 |                    | {}                  | clears the history of all chats, for the bot too
 * | GET    /faults · POST /faults · DELETE /faults   | Fault              | Fault[]             |
 * | GET    /calls?method=&chat_id=                   |                    | BotCall[]           | the bot's calls, newest last
 * | GET    /bot                                      |                    | BotView             |
 * | POST   /bot                                      | {inline}           | BotView             | turns inline mode on or off, as BotFather does
 */

export type Language = "ru" | "uz" | "en"

export type Person = {
  id: number
  first_name: string
  last_name?: string
  username?: string
  language_code: Language
  phone_number: string
  /** Role in the demo shop. The page shows it; the bot does not get it. */
  part: "shopper" | "florist" | "courier" | "owner" | "other"
  /** The person has deleted their account. */
  deleted?: true
}
export type NewPerson = Omit<Person, "id" | "deleted"> & { id?: number }

/** The id of a private chat with the bot is the person's id, for both the person and the bot. */
export type ChatSummary = {
  id: number
  type: "private" | "group" | "supergroup" | "channel"
  /** The other person of a private chat of two people; absent in other chats. */
  with?: number
  title: string
  username?: string
  last_message?: MessageView
  unread: number
  can_write: boolean
  /** Whether the person has blocked the bot in this chat. */
  blocked: boolean
}
export type NewChat = {
  id?: number
  type: "group" | "supergroup" | "channel"
  title: string
  username?: string
  /** Members. In a channel only the `admins` may post. */
  members: number[]
  admins: number[]
  /** Whether the bot is an administrator of the chat. */
  bot: boolean
  /** Whether a supergroup has topics. */
  forum?: boolean
}
/** `by`: the administrator who does it. `untold`: Telegram has not delivered the service messages to the bot yet. */
export type Migration = { by: number; untold?: boolean }

export type InlineButtonView = {
  text: string
  kind: "callback" | "url" | "web_app" | "copy_text" | "switch_inline" | "unsupported"
  url?: string
  copy_text?: string
  switch_inline?: InlineSwitch
  /** Color of the button: "danger", "success" or "primary". */
  style?: string
}
/** A tap inserts "@bot query" in this chat, or in a chat of these kinds that the person chooses. */
export type InlineSwitch = { query: string; chats: "current" | ("user" | "bot" | "group" | "channel")[] }
export type ReplyButtonView = { text: string; kind: "text" | "contact" | "location" }

export type PhotoView = { file_id: string; width: number; height: number; url: string }

export type ServiceView = {
  kind:
    | "pinned"
    | "joined"
    | "left"
    | "becameSupergroup"
    | "wasGroup"
    | "topicCreated"
    | "topicClosed"
    | "topicReopened"
  /** Name of the topic that was created. */
  topic?: string
}

export type MessageView = {
  message_id: number
  chat_id: number
  /** The bot, a person, or the channel of a channel post. */
  from: { id: number; name: string; is_bot: boolean; is_me: boolean }
  /** Unix seconds. */
  date: number
  edited: boolean
  /** Sandbox-wide counter of messages and edits. A higher revision happened later. */
  revision: number
  // `text` and `caption` are plain text; `entities` has the entities of either, with offsets in UTF-16 units.
  text?: string
  caption?: string
  entities: { type: string; offset: number; length: number; url?: string }[]
  photo?: PhotoView
  media_group_id?: string
  message_thread_id?: number
  attachment?: Attachment
  contact?: { phone_number: string; first_name: string; last_name?: string; user_id?: number }
  location?: { latitude: number; longitude: number }
  /** Username of the bot whose inline result the message is. */
  via_bot?: string
  /** What a service message reports. */
  service?: ServiceView
  reply_to_message_id?: number
  buttons?: InlineButtonView[][]
}
export type ChatView = {
  chat: ChatSummary
  /** The highest {@link MessageView.revision} of all chats. */
  revision: number
  messages: MessageView[]
  /** The person's current reply keyboard, if any. */
  reply_keyboard?: { rows: ReplyButtonView[][]; one_time: boolean; placeholder?: string }
  /** The bot's commands for this person in this chat. */
  commands: { command: string; description: string }[]
  /** The bot's name and description, shown in an empty private chat. */
  about?: { name: string; description: string }
}

/** Kinds of messages that the sandbox sends with a fixed content. */
export const ATTACHMENTS = [
  "voice",
  "video_note",
  "video",
  "audio",
  "animation",
  "sticker",
  "poll",
  "dice",
  "document",
] as const
export type Attachment = (typeof ATTACHMENTS)[number]

/** A message to send. It has exactly one of text, contact, location, photo, document and attachment. */
export type Outgoing = {
  text?: string
  attachment?: Attachment
  /** The topic of a forum; General without it. */
  message_thread_id?: number
  /** The same for all items of an album. */
  media_group_id?: string
  /** Forwarded from a person who hides their account. */
  forwarded?: true
  /** Sent by an anonymous administrator: in the name of the group. */
  anonymous?: true
  /** "me" sends the person's own number, as the contact button does. */
  contact?: "me" | { phone_number: string; first_name: string; last_name?: string; user_id?: number }
  location?: { latitude: number; longitude: number }
  photo?: { file_id: string; caption?: string }
  /** A file that was uploaded as a document. */
  document?: { file_id: string }
  reply_to_message_id?: number
}

/** A tap on an inline button, by row and column or (for forged taps) by callback data. */
export type Press = { message_id: number; row?: number; column?: number; callback_data?: string }
/** The bot's answer to a tap; `answered` is false when it did not answer in time. */
export type PressResult = {
  answered: boolean
  text?: string
  show_alert?: boolean
  url?: string
  switch_inline?: InlineSwitch
}

export type InlineResultView = {
  id: string
  title?: string
  description?: string
  /** Address of the small picture. */
  thumbnail?: string
}
/** The bot's answer to an inline query; `answered` is false when it did not answer in time. */
export type InlineAnswer = {
  answered: boolean
  query_id: string
  results: InlineResultView[]
  /** The app shows only the pictures, as a grid. Telegram does this when all results are pictures. */
  gallery: boolean
  /** Empty when there are no more results. */
  next_offset: string
  /** A tap on it opens the chat with the bot and sends /start with this parameter. */
  button?: { text: string; start_parameter: string }
}

export type SandboxEvent =
  | { type: "message"; message: MessageView }
  | { type: "edit"; message: MessageView }
  | { type: "delete"; chat_id: number; message_ids: number[] }
  | { type: "chat"; chat: ChatSummary }
  | { type: "keyboard"; chat_id: number; reply_keyboard?: ChatView["reply_keyboard"] }
  | { type: "typing"; chat_id: number; action: string }

/** A simulated fault. It applies to the next `times` (default 1) matching calls. */
export type Fault = {
  /** Bot API method, "*" for all methods except getUpdates, or "update" for faults of updates. */
  method: string
  chat_id?: number
  times?: number
  kind:
    | { type: "too_many_requests"; retry_after: number }
    | { type: "blocked" }
    | { type: "server_error"; status?: 500 | 502 | 503 | 504 }
    /** The call is executed, but the connection is closed without an answer. */
    | { type: "answer_lost" }
    /** The call is delayed before it is executed. */
    | { type: "delay"; ms: number }
    /** The next matching update is delivered twice. */
    | { type: "update_twice" }
}

export type BotCall = {
  method: string
  params: Record<string, unknown>
  /** Unix ms. */
  at: number
  ok: boolean
  error_code?: number
  description?: string
}
export type BotView = {
  id: number
  username: string
  first_name: string
  webhook?: { url: string; pending_update_count: number; last_error_message?: string }
  commands: { command: string; description: string }[]
  inline: boolean
}
export type ControlError = { error: string }
