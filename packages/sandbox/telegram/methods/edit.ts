import { isDeepStrictEqual } from "node:util"
import { badRequest } from "../errors"
import { inlineKeyboard } from "../keyboards"
import type { ChatRecord, StoredMessage } from "../state"
import { messageText } from "../text/formatted"
import type { Content, Message } from "../types"
import { messageIn, openChat, type Call, type Handlers } from "./context"
import { captioned, inputMedia } from "./media"
import type { ShapeValue } from "./table"

type Editing = {
  chat_id?: number | string
  message_id?: number
  reply_markup?: ShapeValue<"InlineKeyboardMarkup">
}

const contentFields = [
  "text",
  "entities",
  "link_preview_options",
  "photo",
  "document",
  "caption",
  "caption_entities",
  "show_caption_above_media",
  "has_media_spoiler",
] as const satisfies readonly (keyof Content)[]

function toEdit(call: Call, { chat_id, message_id }: Editing): { chat: ChatRecord; stored: StoredMessage } {
  if (chat_id === undefined) throw badRequest("chat_id is empty")
  if (message_id === undefined) throw badRequest("message identifier is not specified")
  const chat = openChat(call, chat_id)
  const stored = messageIn(call, chat, message_id, "message to edit")
  if (stored.author !== "bot" || !stored.editable || stored.inaccessible)
    throw badRequest("message can't be edited")
  return { chat, stored }
}

/** Replaces content and keyboard. An omitted keyboard is removed. */
function change(call: Call, params: Editing, contentOf: (now: Message) => Content): Message {
  const { chat, stored } = toEdit(call, params)
  const { message } = stored
  const place = { chatType: chat.type, allowLocalUrls: call.allowLocalUrls }
  const content = contentOf(message)
  const markup = params.reply_markup && inlineKeyboard(params.reply_markup, place)

  const same = contentFields.every((field) => isDeepStrictEqual(content[field], message[field]))
  if (same && isDeepStrictEqual(markup, message.reply_markup)) {
    throw badRequest(
      "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
    )
  }
  for (const field of contentFields) delete message[field]
  delete message.reply_markup
  Object.assign(message, content, markup ? { reply_markup: markup } : {})
  call.world.edited(chat, stored)
  return message
}

function contentOf(message: Message): Content {
  return Object.fromEntries(
    contentFields.filter((field) => message[field] !== undefined).map((field) => [field, message[field]]),
  )
}

export const editing: Handlers<
  "editMessageText" | "editMessageCaption" | "editMessageMedia" | "editMessageReplyMarkup"
> = {
  editMessageText: (params, call) =>
    change(call, params, (message) => {
      if (message.text === undefined) throw badRequest("there is no text in the message to edit")
      return {
        ...messageText(params.text ?? "", params.parse_mode, params.entities),
        ...(params.link_preview_options ? { link_preview_options: params.link_preview_options } : {}),
      }
    }),

  editMessageCaption: (params, call) =>
    change(call, params, (message) => {
      if (!message.photo && !message.document) throw badRequest("there is no caption in the message to edit")
      const { photo, document, has_media_spoiler } = message
      return {
        ...(photo ? { photo } : { document }),
        ...(has_media_spoiler ? { has_media_spoiler } : {}),
        ...captioned(params),
      }
    }),

  editMessageMedia: async (params, call) => {
    toEdit(call, params)
    const content = await inputMedia(call, params.media)
    return change(call, params, (message) => {
      if (message.text === undefined && !message.photo && !message.document)
        throw badRequest("message can't be edited")
      return content
    })
  },

  editMessageReplyMarkup: (params, call) => change(call, params, contentOf),
}
