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
  | { type: "chat"; date: number; sender_chat: Chat }
  | { type: "channel"; date: number; chat: Chat; message_id: number }

export type Message = {
  message_id: number
  from?: User
  sender_chat?: Chat
  author_signature?: string
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
  reply_markup?: InlineKeyboardMarkup
}

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
  message: Message
  chat_instance: string
  data: string
}

export type UpdateBody =
  | { message: Message }
  | { edited_message: Message }
  | { channel_post: Message }
  | { edited_channel_post: Message }
  | { callback_query: CallbackQuery }
  | { my_chat_member: ChatMemberUpdated }

export type Update = { update_id: number } & UpdateBody
