import { randomInt } from "node:crypto"
import { badRequest } from "../errors"
import { markupFor, type Markup } from "../keyboards"
import type { ChatRecord } from "../state"
import { messageText } from "../text/formatted"
import type { Content, Message } from "../types"
import { quoted, type Extras, type World } from "../world"
import { openChat, type Call, type Handlers } from "./context"
import { captioned, inputMedia, media, mediaKind } from "./media"
import type { ReplyMarkup, ShapeValue } from "./table"

type Sending = {
  chat_id: number | string
  message_thread_id?: number
  protect_content?: boolean
  reply_parameters?: ShapeValue<"ReplyParameters">
  reply_markup?: ReplyMarkup
}
export type Recipient = { chat: ChatRecord; markup?: Markup; extras: Extras }

/** Checks chat, keyboard, reply and rate limits. @throws ApiError before anything is stored */
export function recipient(call: Call, params: Sending): Recipient {
  const chat = openChat(call, params.chat_id)
  const markup = markupFor(params.reply_markup, { chatType: chat.type, allowLocalUrls: call.allowLocalUrls })
  const reply = repliedTo(call, chat, params.reply_parameters)
  checkTopic(chat, params.message_thread_id)
  return {
    chat,
    markup,
    extras: {
      ...topicExtras(call.world, chat, params.message_thread_id),
      ...(reply ? { reply_to_message: reply } : {}),
      ...(params.protect_content ? { has_protected_content: true } : {}),
    },
  }
}

/** The bot has no right to manage topics, so it cannot write in a closed one. */
function checkTopic(chat: ChatRecord, thread: number | undefined) {
  const topic = chat.topics?.find(({ id }) => id === thread)
  if (thread !== undefined && !topic) throw badRequest("message thread not found")
  if (topic ? topic.closed : chat.general_closed) throw badRequest("TOPIC_CLOSED")
}

/** The fields of a message in a topic. A message that is no reply quotes the message that created the topic. */
export function topicExtras(world: World, chat: ChatRecord, thread: number | undefined): Extras {
  if (thread === undefined) return {}
  const created = world.stored(chat, thread)
  return {
    message_thread_id: thread,
    is_topic_message: true,
    ...(created ? { reply_to_message: quoted(created.message) } : {}),
  }
}

function repliedTo(
  { world }: Call,
  chat: ChatRecord,
  reply: ShapeValue<"ReplyParameters"> | undefined,
): Message | undefined {
  if (!reply) return undefined
  const stored = world.stored(chat, reply.message_id)
  if (!stored && !reply.allow_sending_without_reply) throw badRequest("message to be replied not found")
  return stored && quoted(stored.message)
}

/** Adds the message to the chat and shows its keyboard. */
export function put(call: Call, { chat, markup, extras }: Recipient, content: Content): Message {
  const inline = markup?.kind === "inline" ? markup.markup : undefined
  const editable = !markup || markup.kind === "inline"
  const { message } = call.world.post(
    chat,
    "bot",
    content,
    { ...extras, ...(inline ? { reply_markup: inline } : {}) },
    editable,
  )
  showKeyboard(call, chat, message.message_id, markup)
  return message
}

function showKeyboard({ world }: Call, chat: ChatRecord, message_id: number, markup: Markup | undefined) {
  if (markup?.kind !== "keyboard" && markup?.kind !== "remove") return
  for (const person of chat.members) {
    if (markup.kind === "remove") world.setKeyboard(chat, person, undefined)
    else {
      const { rows, one_time, placeholder } = markup
      world.setKeyboard(chat, person, { message_id, rows, one_time, ...(placeholder ? { placeholder } : {}) })
    }
  }
}

/** Sends a message without a file. */
function send(call: Call, params: Sending, content: () => Content): Message {
  const to = recipient(call, params)
  const made = content()
  call.rates.take(to.chat)
  return put(call, to, made)
}

async function sendMedia(call: Call, params: Sending, content: () => Promise<Content>): Promise<Message> {
  recipient(call, params)
  const made = await content()
  return send(call, params, () => made)
}

const actions = new Set([
  "typing",
  "upload_photo",
  "record_video",
  "upload_video",
  "record_voice",
  "upload_voice",
  "upload_document",
  "choose_sticker",
  "find_location",
  "record_video_note",
  "upload_video_note",
])

function place(latitude: number, longitude: number) {
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) throw badRequest("invalid location specified")
  return { latitude, longitude }
}

export const sending: Handlers<
  | "sendMessage"
  | "sendPhoto"
  | "sendDocument"
  | "sendMediaGroup"
  | "sendContact"
  | "sendLocation"
  | "sendVenue"
  | "sendChatAction"
> = {
  sendMessage: (params, call) =>
    send(call, params, () => ({
      ...messageText(params.text, params.parse_mode, params.entities),
      ...(params.link_preview_options ? { link_preview_options: params.link_preview_options } : {}),
    })),

  sendPhoto: (params, call) =>
    sendMedia(call, params, async () => {
      const caption = captioned(params)
      return { ...(await media(call, "photo", params.photo)), ...caption }
    }),

  sendDocument: (params, call) =>
    sendMedia(call, params, async () => {
      const caption = captioned(params)
      return { ...(await media(call, "document", params.document)), ...caption }
    }),

  sendMediaGroup: async (params, call) => {
    const to = recipient(call, params)
    const { length } = params.media
    if (length === 0) throw badRequest("there are no messages to send")
    if (length < 2) throw badRequest("sandbox: an album must have 2 to 10 items, use sendPhoto for one photo")
    if (length > 10) throw badRequest("too many messages to send as an album")
    const kinds = new Set(params.media.map((item) => mediaKind(item.type)))
    if (kinds.size > 1) throw badRequest("document can't be mixed with other media types")

    const contents: Content[] = []
    for (const item of params.media) contents.push(await inputMedia(call, item))
    call.rates.take(to.chat, length)
    const media_group_id = String(randomInt(10 ** 12, 10 ** 14))
    return contents.map((content) => put(call, { ...to, extras: { ...to.extras, media_group_id } }, content))
  },

  sendContact: (params, call) =>
    send(call, params, () => {
      const { phone_number, first_name, last_name, vcard } = params
      if (!/\d/.test(phone_number)) throw badRequest("PHONE_NUMBER_INVALID")
      if (first_name.trim() === "") throw badRequest("contact's first name must be non-empty")
      return {
        contact: {
          phone_number,
          first_name,
          ...(last_name ? { last_name } : {}),
          ...(vcard ? { vcard } : {}),
        },
      }
    }),

  sendLocation: (params, call) =>
    send(call, params, () => ({
      location: {
        ...place(params.latitude, params.longitude),
        ...(params.horizontal_accuracy ? { horizontal_accuracy: params.horizontal_accuracy } : {}),
      },
    })),

  sendVenue: (params, call) =>
    send(call, params, () => {
      const location = place(params.latitude, params.longitude)
      return { venue: { location, title: params.title, address: params.address }, location }
    }),

  sendChatAction: ({ chat_id, message_thread_id, action }, call) => {
    const chat = openChat(call, chat_id)
    checkTopic(chat, message_thread_id)
    if (!actions.has(action)) throw badRequest("wrong parameter action in request")
    call.world.emit({ type: "typing", chat, action })
    return true
  },
}
