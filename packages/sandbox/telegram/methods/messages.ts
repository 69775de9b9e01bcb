import { badRequest } from "../errors"
import type { ChatRecord, StoredMessage } from "../state"
import type { Content, Message, MessageOrigin } from "../types"
import { quoted } from "../world"
import { chatOf, messageIn, openChat, type Call, type Handlers } from "./context"
import { captioned } from "./media"
import { reactionEmoji } from "./reactions"
import { put, recipient } from "./send"
import { serviceOf } from "./service"

const deletableSeconds = 48 * 3600
const mostAtOnce = 100

/** The bot may delete messages for 48 hours; in supergroups and channels, as an administrator, at any time. */
function checkDeletable({ world }: Call, chat: ChatRecord, { message, inaccessible }: StoredMessage) {
  if (inaccessible) throw badRequest("message can't be deleted")
  const old = message.date < world.now() - deletableSeconds
  if (old && chat.type !== "channel" && chat.type !== "supergroup") {
    throw badRequest("message can't be deleted for everyone")
  }
}

function several(ids: number[]) {
  if (ids.length < 1 || ids.length > mostAtOnce)
    throw badRequest(`sandbox: message_ids must have 1 to ${mostAtOnce} ids`)
  return [...new Set(ids)].sort((a, b) => a - b)
}

const isService = ({ message }: StoredMessage) => Boolean(serviceOf(message))

function contentToCopy(stored: StoredMessage): Content {
  if (isService(stored)) throw badRequest("message can't be copied")
  if (stored.message.has_protected_content) throw badRequest("message can't be copied")
  const { text, entities, link_preview_options, photo, document, caption, caption_entities } = stored.message
  const { show_caption_above_media, has_media_spoiler, contact, location, venue } = stored.message
  return structuredClone(
    defined({
      text,
      entities,
      link_preview_options,
      photo,
      document,
      caption,
      caption_entities,
      show_caption_above_media,
      has_media_spoiler,
      contact,
      location,
      venue,
    }),
  )
}

function defined<T extends object>(object: T): T {
  for (const key of Object.keys(object) as (keyof T)[]) if (object[key] === undefined) delete object[key]
  return object
}

function originOf({ message }: StoredMessage): MessageOrigin {
  if (message.forward_origin) return message.forward_origin
  const { date, chat, message_id, from } = message
  if (chat.type === "channel") return { type: "channel", date, chat, message_id }
  return from ? { type: "user", date, sender_user: from } : { type: "chat", date, sender_chat: chat }
}

type Forwarding = {
  chat_id: number | string
  from_chat_id: number | string
  message_thread_id?: number
  protect_content?: boolean
}

function forward(call: Call, params: Forwarding, id: number): Message {
  const to = recipient(call, params)
  const stored = messageIn(call, chatOf(call, params.from_chat_id), id, "message to forward")
  if (isService(stored) || stored.message.has_protected_content)
    throw badRequest("message can't be forwarded")
  call.rates.take(to.chat)
  return put(
    call,
    { ...to, extras: { ...to.extras, forward_origin: originOf(stored) } },
    contentToCopy(stored),
  )
}

/** Applies `act` to several messages. Skips missing messages. */
function eachOf(call: Call, params: Forwarding, ids: number[], act: (id: number) => Message) {
  openChat(call, params.chat_id)
  const from = chatOf(call, params.from_chat_id)
  const present = several(ids).filter((id) => {
    const stored = call.world.stored(from, id)
    return stored && !isService(stored) && !stored.message.has_protected_content
  })
  if (!present.length) throw badRequest("there are no messages to forward")
  return present.map((id) => ({ message_id: act(id).message_id }))
}

export const messages: Handlers<
  | "deleteMessage"
  | "deleteMessages"
  | "copyMessage"
  | "copyMessages"
  | "forwardMessage"
  | "forwardMessages"
  | "pinChatMessage"
  | "unpinChatMessage"
  | "unpinAllChatMessages"
  | "setMessageReaction"
> = {
  deleteMessage: ({ chat_id, message_id }, call) => {
    const chat = openChat(call, chat_id)
    checkDeletable(call, chat, messageIn(call, chat, message_id, "message to delete"))
    call.world.remove(chat, [message_id])
    return true
  },

  deleteMessages: ({ chat_id, message_ids }, call) => {
    const chat = openChat(call, chat_id)
    const present = several(message_ids).filter((id) => call.world.stored(chat, id))
    for (const id of present) checkDeletable(call, chat, messageIn(call, chat, id, "message to delete"))
    if (present.length) call.world.remove(chat, present)
    return true
  },

  copyMessage: (params, call) => {
    const to = recipient(call, params)
    const stored = messageIn(call, chatOf(call, params.from_chat_id), params.message_id, "message to copy")
    const content = contentToCopy(stored)
    if (params.caption !== undefined && (content.photo || content.document)) {
      delete content.caption
      delete content.caption_entities
      Object.assign(content, captioned(params))
    }
    call.rates.take(to.chat)
    return { message_id: put(call, to, content).message_id }
  },

  copyMessages: (params, call) => {
    const from = chatOf(call, params.from_chat_id)
    return eachOf(call, params, params.message_ids, (id) => {
      const { caption, caption_entities, ...rest } = contentToCopy(
        messageIn(call, from, id, "message to copy"),
      )
      const to = recipient(call, params)
      call.rates.take(to.chat)
      return put(call, to, params.remove_caption ? rest : defined({ ...rest, caption, caption_entities }))
    })
  },

  forwardMessage: (params, call) => forward(call, params, params.message_id),

  forwardMessages: (params, call) =>
    eachOf(call, params, params.message_ids, (id) => forward(call, params, id)),

  pinChatMessage: ({ chat_id, message_id }, call) => {
    const chat = openChat(call, chat_id)
    const stored = messageIn(call, chat, message_id, "message to pin")
    if (isService(stored)) throw badRequest("message can't be pinned")
    chat.pinned = [...chat.pinned.filter((id) => id !== message_id), message_id]
    call.world.post(chat, "bot", { pinned_message: quoted(stored.message) })
    return true
  },

  unpinChatMessage: ({ chat_id, message_id }, call) => {
    const chat = openChat(call, chat_id)
    const id = message_id ?? chat.pinned[chat.pinned.length - 1]
    if (id === undefined || !chat.pinned.includes(id)) throw badRequest("message to unpin not found")
    chat.pinned = chat.pinned.filter((pinned) => pinned !== id)
    call.world.changed()
    return true
  },

  unpinAllChatMessages: ({ chat_id }, call) => {
    const chat = openChat(call, chat_id)
    chat.pinned = []
    call.world.changed()
    return true
  },

  setMessageReaction: ({ chat_id, message_id, reaction = [] }, call) => {
    const chat = openChat(call, chat_id)
    messageIn(call, chat, message_id, "message to react")
    if (reaction.length > 1) throw badRequest("REACTIONS_TOO_MANY")
    for (const { type, emoji } of reaction) {
      if (type !== "emoji") throw badRequest(`sandbox: reactions of type "${type}" are not supported`)
      if (!emoji || !reactionEmoji.has(emoji)) throw badRequest("REACTION_INVALID")
    }
    return true
  },
}
