import type {
  ChatSummary,
  ChatView,
  InlineButtonView,
  InlineSwitch,
  MessageView,
  PhotoView,
  SandboxEvent,
} from "./control-types"
import { ATTACHMENTS } from "./control-types"
import { botText, commandsSeen } from "./methods/profile"
import { serviceOf } from "./methods/service"
import type { ChatRecord, StoredMessage } from "./state"
import type { Entity, InlineKeyboardButton, Message, PhotoSize } from "./types"
import type { World, WorldEvent } from "./world"

/** One person's view of the state, in the types of the control API. */
export class PersonView {
  constructor(
    private readonly world: World,
    private readonly me: number,
  ) {}

  /** @param since only messages with a higher revision are returned */
  chat(chat: ChatRecord, since = 0): ChatView {
    const keyboard = chat.keyboards[this.me]
    const recent = chat.messages.filter((stored) => stored.revision > since)
    return {
      chat: this.summary(chat),
      revision: this.world.state.revision,
      messages: recent.map((stored) => this.message(chat, stored)),
      ...(keyboard ? { reply_keyboard: withoutId(keyboard) } : {}),
      commands: chat.between ? [] : commandsSeen(this.world.state, chat, this.me, this.language()),
      ...(isWithBot(chat) ? { about: this.about() } : {}),
    }
  }

  summary(chat: ChatRecord): ChatSummary {
    const last = chat.messages[chat.messages.length - 1]
    const seen = chat.read[this.me] ?? 0
    const unread = chat.messages.filter(
      ({ message, author }) => message.message_id > seen && author !== this.me,
    )
    return {
      id: chat.id,
      type: chat.type,
      ...(chat.between ? { with: this.otherIn(chat) } : {}),
      title: this.title(chat),
      ...(this.username(chat) ? { username: this.username(chat) } : {}),
      ...(last ? { last_message: this.message(chat, last) } : {}),
      unread: unread.length,
      can_write: chat.type === "channel" ? chat.admins.includes(this.me) : !chat.blocked,
      blocked: chat.blocked,
    }
  }

  message(chat: ChatRecord, stored: StoredMessage): MessageView {
    const { message } = stored
    const service = serviceOf(message)
    return {
      message_id: message.message_id,
      chat_id: chat.id,
      from: this.from(chat, stored),
      date: message.date,
      edited: message.edit_date !== undefined,
      revision: stored.revision,
      ...(message.text !== undefined ? { text: message.text } : {}),
      ...captionOf(message),
      entities: (message.entities ?? message.caption_entities ?? []).map(entityView),
      ...(message.photo ? { photo: photoView(message.photo) } : {}),
      ...(message.media_group_id ? { media_group_id: message.media_group_id } : {}),
      ...(message.message_thread_id ? { message_thread_id: message.message_thread_id } : {}),
      ...attachmentOf(message),
      ...(message.contact ? { contact: contactView(message.contact) } : {}),
      ...(message.location ? { location: locationView(message.location) } : {}),
      ...(message.via_bot?.username ? { via_bot: message.via_bot.username } : {}),
      ...(service ? { service } : {}),
      ...(message.reply_to_message ? { reply_to_message_id: message.reply_to_message.message_id } : {}),
      ...(message.reply_markup
        ? { buttons: message.reply_markup.inline_keyboard.map((row) => row.map(buttonView)) }
        : {}),
    }
  }

  /** @returns undefined when the person cannot see the event */
  event(event: WorldEvent): SandboxEvent | undefined {
    const { chat } = event
    if (!chat.members.includes(this.me)) return undefined
    switch (event.type) {
      case "message":
      case "edit":
        return { type: event.type, message: this.message(chat, event.stored) }
      case "delete":
        return { type: "delete", chat_id: chat.id, message_ids: event.message_ids }
      case "chat":
        return { type: "chat", chat: this.summary(chat) }
      case "typing":
        return { type: "typing", chat_id: chat.id, action: event.action }
      case "keyboard": {
        if (event.person !== this.me) return undefined
        const keyboard = chat.keyboards[this.me]
        return {
          type: "keyboard",
          chat_id: chat.id,
          ...(keyboard ? { reply_keyboard: withoutId(keyboard) } : {}),
        }
      }
    }
  }

  private language() {
    return this.world.person(this.me)?.language_code ?? ""
  }

  private about() {
    return {
      name: botText(this.world.state, "names", this.language()),
      description: botText(this.world.state, "descriptions", this.language()),
    }
  }

  private title(chat: ChatRecord) {
    if (isWithBot(chat)) return botText(this.world.state, "names", this.language())
    return chat.between ? this.personName(this.otherIn(chat)) : chat.title
  }

  private personName(id: number) {
    const person = this.world.person(id)
    if (person?.deleted) return "Deleted Account"
    return [person?.first_name, person?.last_name].filter(Boolean).join(" ")
  }

  /** The other person of a conversation of two. */
  private otherIn({ members }: ChatRecord) {
    return members.find((id) => id !== this.me) ?? this.me
  }

  private username(chat: ChatRecord) {
    return isWithBot(chat) ? this.world.state.bot.username : chat.username
  }

  private from(chat: ChatRecord, { author, message }: StoredMessage): MessageView["from"] {
    if (chat.type === "channel" || message.sender_chat)
      return { id: chat.id, name: chat.title, is_bot: false, is_me: false }
    const { bot } = this.world.state
    if (author === "bot") {
      return {
        id: bot.id,
        name: botText(this.world.state, "names", this.language()),
        is_bot: true,
        is_me: false,
      }
    }
    return { id: author, name: this.personName(author), is_bot: false, is_me: author === this.me }
  }
}

const isWithBot = ({ type, between }: ChatRecord) => type === "private" && !between

const kinds = ["user", "bot", "group", "channel"] as const

/** What a button that switches to inline mode does; undefined for another button. */
export function switchOf(button: InlineKeyboardButton): InlineSwitch | undefined {
  const { switch_inline_query: anywhere, switch_inline_query_current_chat: here } = button
  const chosen = button.switch_inline_query_chosen_chat
  if (anywhere !== undefined) return { query: anywhere, chats: [...kinds] }
  if (here !== undefined) return { query: here, chats: "current" }
  return chosen && { query: chosen.query ?? "", chats: kinds.filter((kind) => chosen[`allow_${kind}_chats`]) }
}

function withoutId({
  rows,
  one_time,
  placeholder,
}: ChatRecord["keyboards"][string]): ChatView["reply_keyboard"] {
  return { rows, one_time, ...(placeholder ? { placeholder } : {}) }
}

/** Shows a document, a venue or another attachment as text, because the page has no view for them. */
function captionOf(message: Message): { caption?: string } {
  const { caption, document, venue } = message
  const { attachment } = attachmentOf(message)
  const attached = document
    ? `📎 ${document.file_name ?? "file"}`
    : venue
      ? `📍 ${venue.title}, ${venue.address}`
      : attachment
        ? `📎 ${attachment.replace("_", " ")}`
        : ""
  const lines = [caption, attached].filter(Boolean)
  return lines.length ? { caption: lines.join("\n") } : {}
}

function entityView({ type, offset, length, url }: Entity): MessageView["entities"][number] {
  return { type, offset, length, ...(url ? { url } : {}) }
}

function attachmentOf(message: Message): Pick<MessageView, "attachment"> {
  const attachment = ATTACHMENTS.find((kind) => message[kind] !== undefined)
  return attachment ? { attachment } : {}
}

function photoView(sizes: PhotoSize[]): PhotoView {
  const { file_id, width, height } = sizes[sizes.length - 1]
  return { file_id, width, height, url: `/sandbox/api/files/${encodeURIComponent(file_id)}` }
}

function contactView({ phone_number, first_name, last_name, user_id }: NonNullable<Message["contact"]>) {
  return { phone_number, first_name, ...(last_name ? { last_name } : {}), ...(user_id ? { user_id } : {}) }
}

const locationView = ({ latitude, longitude }: NonNullable<Message["location"]>) => ({ latitude, longitude })

function buttonView(button: InlineKeyboardButton): InlineButtonView {
  const { style } = button
  return { ...kindOf(button), ...(style ? { style } : {}) }
}

function kindOf(button: InlineKeyboardButton): InlineButtonView {
  const { text, url, callback_data, web_app, copy_text } = button
  const inline = switchOf(button)
  if (inline) return { text, kind: "switch_inline", switch_inline: inline }
  if (callback_data !== undefined) return { text, kind: "callback" }
  if (url !== undefined) return { text, kind: "url", url }
  if (web_app !== undefined) return { text, kind: "web_app", url: web_app.url }
  if (copy_text !== undefined) return { text, kind: "copy_text", copy_text: copy_text.text }
  return { text, kind: "unsupported" }
}
