/**
 * What the sandbox's own web page and the tests' client say to the sandbox server, beside the Bot API.
 *
 * All routes are JSON under `/sandbox/api`. A failed call answers 4xx with {@link ControlError}.
 *
 * | route | body | answer |
 * |---|---|---|
 * | GET    /people                                   |                    | Person[]            |
 * | POST   /people                                   | NewPerson          | Person              |
 * | GET    /people/:me/chats                         |                    | ChatSummary[]       |
 * | GET    /people/:me/chats/:chat/messages?since=   |                    | ChatView            | since: only messages of a higher revision
 * | POST   /people/:me/chats/:chat/messages          | Outgoing           | MessageView         |
 * | POST   /people/:me/chats/:chat/press             | Press              | PressResult         |
 * | POST   /people/:me/chats/:chat/block, /unblock   |                    | {}                  |
 * | POST   /people/:me/open                          | {link}             | {chat_id, message?} | opens https://t.me/<bot>?start=…
 * | POST   /files?name=…                             | raw bytes          | {file_id}           | a photo to send afterwards
 * | GET    /files/:file_id                           |                    | the bytes           |
 * | GET    /people/:me/events                        |                    | text/event-stream of SandboxEvent |
 * | POST   /chats                                    | NewChat            | ChatSummary         | a group or channel
 * | DELETE /messages                                 |                    | {}                  | every chat's history is cleared, for the bot too
 * | GET    /faults · POST /faults · DELETE /faults   | Fault              | Fault[]             |
 * | GET    /calls?method=&chat_id=                   |                    | BotCall[]           | what the bot asked, newest last
 * | GET    /bot                                      |                    | BotView             |
 */

export type Language = "ru" | "uz" | "en"

export type Person = {
  id: number
  first_name: string
  last_name?: string
  username?: string
  language_code: Language
  phone_number: string
  /** What this person is for in the shop's story; shown by the page, unknown to the bot. */
  part: "shopper" | "florist" | "courier" | "owner" | "other"
}
export type NewPerson = Omit<Person, "id"> & { id?: number }

/** A private chat's id, seen by a person, is the bot's id for both sides: the person's own id. */
export type ChatSummary = {
  id: number
  type: "private" | "group" | "supergroup" | "channel"
  title: string
  username?: string
  last_message?: MessageView
  unread: number
  can_write: boolean
  /** The person blocked the bot here. */
  blocked: boolean
}
export type NewChat = {
  id?: number
  type: "group" | "supergroup" | "channel"
  title: string
  username?: string
  /** People in it; in a channel the `admins` may post. */
  members: number[]
  admins: number[]
  /** Whether the bot is in it, as an administrator. */
  bot: boolean
}

export type InlineButtonView = {
  text: string
  kind: "callback" | "url" | "web_app" | "copy_text" | "unsupported"
  url?: string
  copy_text?: string
}
export type ReplyButtonView = { text: string; kind: "text" | "contact" | "location" }

export type PhotoView = { file_id: string; width: number; height: number; url: string }

export type MessageView = {
  message_id: number
  chat_id: number
  /** The bot, a person, or in a channel the channel itself. */
  from: { id: number; name: string; is_bot: boolean; is_me: boolean }
  /** Unix seconds. */
  date: number
  edited: boolean
  /** Grows with every message and every edit in the whole sandbox: what is higher happened later. */
  revision: number
  /** Plain text with Telegram's entities (offsets in UTF-16 units) of the text or of the caption. */
  text?: string
  caption?: string
  entities: { type: string; offset: number; length: number; url?: string }[]
  photo?: PhotoView
  media_group_id?: string
  contact?: { phone_number: string; first_name: string; last_name?: string; user_id?: number }
  location?: { latitude: number; longitude: number }
  /** "joined", "pinned a message", … shown as a grey line in the middle. */
  service?: string
  reply_to_message_id?: number
  buttons?: InlineButtonView[][]
}
export type ChatView = {
  chat: ChatSummary
  /** The highest {@link MessageView.revision} so far, in any chat. */
  revision: number
  messages: MessageView[]
  /** The reply keyboard this person sees now under the input, if any. */
  reply_keyboard?: { rows: ReplyButtonView[][]; one_time: boolean; placeholder?: string }
  /** The bot's commands for this person here, for the "/" menu. */
  commands: { command: string; description: string }[]
  /** The bot's name and description, shown in an empty private chat above the START button. */
  about?: { name: string; description: string }
}

/** Exactly one of text, contact, location, photo (with an optional caption), album. */
export type Outgoing = {
  text?: string
  /** "me" sends one's own number, as the contact button does. */
  contact?: "me" | { phone_number: string; first_name: string; last_name?: string; user_id?: number }
  location?: { latitude: number; longitude: number }
  photo?: { file_id: string; caption?: string }
  reply_to_message_id?: number
}

/** A tap on an inline button, by place or (in forged taps) by raw data. */
export type Press = { message_id: number; row?: number; column?: number; callback_data?: string }
/** What the shop answered the tap with, once it did; `answered` is false when it did not in time. */
export type PressResult = {
  answered: boolean
  text?: string
  show_alert?: boolean
  url?: string
}

export type SandboxEvent =
  | { type: "message"; message: MessageView }
  | { type: "edit"; message: MessageView }
  | { type: "delete"; chat_id: number; message_ids: number[] }
  | { type: "chat"; chat: ChatSummary }
  | { type: "keyboard"; chat_id: number; reply_keyboard?: ChatView["reply_keyboard"] }
  | { type: "typing"; chat_id: number; action: string }

/** Tells the Bot API to misbehave. Each applies to matching calls until used up `times` (default 1). */
export type Fault = {
  /** Bot API method, or "*" for all but getUpdates. "update" for the faults of updates. */
  method: string
  chat_id?: number
  times?: number
  kind:
    | { type: "too_many_requests"; retry_after: number }
    | { type: "blocked" }
    | { type: "server_error"; status?: 500 | 502 | 503 | 504 }
    /** The call is carried out, and its answer is never sent: the connection is cut. */
    | { type: "answer_lost" }
    /** The call waits before it is carried out. */
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
}
export type ControlError = { error: string }
