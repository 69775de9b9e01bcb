/**
 * The Bot API objects that the sandbox returns, with the Bot API's field names. A test compares the names with the
 * published description of the Bot API.
 */

export type User = {
  id: number
  is_bot: boolean
  first_name: string
  last_name?: string
  username?: string
  language_code?: string
}

export type ChatType = "private" | "group" | "supergroup" | "channel"

export type Chat = {
  id: number
  type: ChatType
  title?: string
  username?: string
  first_name?: string
  last_name?: string
  is_forum?: true
}

export type Entity = {
  type: string
  offset: number
  length: number
  url?: string
  user?: User
  language?: string
  custom_emoji_id?: string
}

export type PhotoSize = {
  file_id: string
  file_unique_id: string
  width: number
  height: number
  file_size: number
}

export type Document = {
  file_id: string
  file_unique_id: string
  file_name?: string
  mime_type?: string
  file_size: number
}

export type Contact = {
  phone_number: string
  first_name: string
  last_name?: string
  user_id?: number
  vcard?: string
}

export type Location = { latitude: number; longitude: number; horizontal_accuracy?: number }
export type Venue = { location: Location; title: string; address: string }

export type InlineKeyboardButton = {
  text: string
  style?: string
  url?: string
  callback_data?: string
  web_app?: { url: string }
  copy_text?: { text: string }
  switch_inline_query?: string
  switch_inline_query_current_chat?: string
  switch_inline_query_chosen_chat?: SwitchInlineQueryChosenChat
}
export type SwitchInlineQueryChosenChat = {
  query?: string
  allow_user_chats?: boolean
  allow_bot_chats?: boolean
  allow_group_chats?: boolean
  allow_channel_chats?: boolean
}
export type InlineKeyboardMarkup = { inline_keyboard: InlineKeyboardButton[][] }

export type LinkPreviewOptions = {
  is_disabled?: boolean
  url?: string
  prefer_small_media?: boolean
  prefer_large_media?: boolean
  show_above_text?: boolean
}

export type MessageOrigin =
  | { type: "user"; date: number; sender_user: User }
  | { type: "hidden_user"; date: number; sender_user_name: string }
  | { type: "chat"; date: number; sender_chat: Chat }
  | { type: "channel"; date: number; chat: Chat; message_id: number }

/** A file of a message that the shop does not read: only its ids and sizes. */
export type MediaFile = { file_id: string; file_unique_id: string } & Record<string, unknown>
export type Poll = { id: string; question: string; options: unknown[] } & Record<string, unknown>

export type Message = {
  message_id: number
  message_thread_id?: number
  is_topic_message?: true
  from?: User
  sender_chat?: Chat
  author_signature?: string
  via_bot?: User
  chat: Chat
  date: number
  edit_date?: number
  has_protected_content?: true
  forward_origin?: MessageOrigin
  reply_to_message?: Message
  media_group_id?: string
  text?: string
  entities?: Entity[]
  link_preview_options?: LinkPreviewOptions
  photo?: PhotoSize[]
  document?: Document
  caption?: string
  caption_entities?: Entity[]
  show_caption_above_media?: true
  has_media_spoiler?: true
  contact?: Contact
  location?: Location
  venue?: Venue
  pinned_message?: Message
  new_chat_members?: User[]
  left_chat_member?: User
  voice?: MediaFile
  video_note?: MediaFile
  video?: MediaFile
  audio?: MediaFile
  animation?: MediaFile
  sticker?: MediaFile
  poll?: Poll
  dice?: { emoji: string; value: number }
  migrate_to_chat_id?: number
  migrate_from_chat_id?: number
  forum_topic_created?: { name: string; icon_color: number }
  forum_topic_closed?: object
  forum_topic_reopened?: object
  reply_markup?: InlineKeyboardMarkup
}

/** A message that Telegram no longer gives to the bot. */
export type InaccessibleMessage = { chat: Chat; message_id: number; date: 0 }

/** The content of a message, without sender, chat and date. */
export type Content = Pick<
  Message,
  | "text"
  | "entities"
  | "link_preview_options"
  | "photo"
  | "document"
  | "caption"
  | "caption_entities"
  | "show_caption_above_media"
  | "has_media_spoiler"
  | "contact"
  | "location"
  | "venue"
  | "pinned_message"
  | "new_chat_members"
  | "left_chat_member"
  | "voice"
  | "video_note"
  | "video"
  | "audio"
  | "animation"
  | "sticker"
  | "poll"
  | "dice"
  | "migrate_to_chat_id"
  | "migrate_from_chat_id"
  | "forum_topic_created"
  | "forum_topic_closed"
  | "forum_topic_reopened"
>

export type ChatMember = { status: string; user: User } & Record<string, unknown>

export type ChatMemberUpdated = {
  chat: Chat
  from: User
  date: number
  old_chat_member: ChatMember
  new_chat_member: ChatMember
}

export type CallbackQuery = {
  id: string
  from: User
  message: Message | InaccessibleMessage
  chat_instance: string
  data: string
}

export type InlineQuery = {
  id: string
  from: User
  query: string
  offset: string
  chat_type: "sender" | ChatType
}

export type UpdateBody =
  | { message: Message }
  | { edited_message: Message }
  | { channel_post: Message }
  | { edited_channel_post: Message }
  | { callback_query: CallbackQuery }
  | { my_chat_member: ChatMemberUpdated }
  | { inline_query: InlineQuery }

export type Update = { update_id: number } & UpdateBody
