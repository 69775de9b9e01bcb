import { InputMediaBuilder, type Api, type InputFile } from "grammy"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import type { Message } from "grammy/types"
import type { MessagePayload, MessageRecord } from "../../modules/outbox/types"
import { isEdited, isPictureRefused, isWrongFile } from "../runtime/api-errors"
import { chatIdIn, isGroupAddress, threadIn, type ChatAddress } from "../runtime/chat-address"
import { forgetPhoto, photoToSend, rememberPhoto, type Picture } from "../ui/pictures"
import { asError } from "../../lib/as-error"
import { settingsOf } from "../../workflows/settings"
import { isQuiet } from "../messages/quiet-hours"
import { shownLength } from "../ui/html-length"
import { CAPTION_LENGTH } from "../ui/screen"
import { workshopOf } from "../ui/workshop"
import { outboxOf } from "./outbox"
import { buttonsOf, pictureOf } from "./payload"

export type Sender = { container: MedusaContainer; api: Api; logger: Logger }

/** A message as it is in its chat now. */
export type Shown = { message_id: string; has_photo: boolean }

/** Links to a map have no preview picture. */
const NO_PREVIEW = { is_disabled: true }

/**
 * Sends a message to Telegram without retries.
 *
 * @throws errors of Telegram or of the connection. After the request to Telegram it throws no other errors,
 * so that a delivered message never looks undelivered
 */
export async function sendMessage(
  sender: Sender,
  row: MessageRecord,
  payload: MessagePayload,
): Promise<Shown> {
  const { api } = sender
  const text = row.is_repeat ? repeated(payload) : payload.text
  const chatId = chatIdIn(row.chat_id)
  const options = {
    ...threadIn(row.chat_id),
    parse_mode: "HTML" as const,
    reply_markup: payload.buttons ? buttonsOf(payload) : undefined,
    disable_notification: (await isSilent(sender, row.chat_id)) || undefined,
    ...(await replyTo(sender, row.chat_id, payload.reply_to)),
  }
  const pictured =
    payload.photo &&
    (await sendPicture(sender, pictureOf(payload.photo), (file) =>
      api.sendPhoto(chatId, file, { caption: text, ...options }),
    ))
  const message =
    pictured || (await api.sendMessage(chatId, text, { link_preview_options: NO_PREVIEW, ...options }))
  return { message_id: String(message.message_id), has_photo: Boolean(pictured) }
}

/**
 * Edits a sent message to its new text and buttons, and a notice to its new picture. The picture of a card stays.
 *
 * @returns undefined when the message no longer exists in the chat
 */
export async function editMessage(
  sender: Sender,
  { chat_id, kind, has_photo, ...row }: MessageRecord,
  payload: MessagePayload,
): Promise<Shown | undefined> {
  const { api } = sender
  const chatId = chatIdIn(chat_id)
  const message_id = String(row.message_id)
  const options = { parse_mode: "HTML" as const, reply_markup: buttonsOf(payload) }
  try {
    if (kind === "notice" && payload.photo) {
      const { parse_mode, reply_markup } = options
      const edited = await sendPicture(sender, pictureOf(payload.photo), async (file) => {
        const media = InputMediaBuilder.photo(file, { caption: payload.text, parse_mode })
        return (await api.editMessageMedia(chatId, Number(message_id), media, { reply_markup })) as Message
      })
      if (edited) {
        return { message_id, has_photo: true }
      }
    }
    if (has_photo) {
      await api.editMessageCaption(chatId, Number(message_id), { caption: payload.text, ...options })
    } else {
      await api.editMessageText(chatId, Number(message_id), payload.text, {
        link_preview_options: NO_PREVIEW,
        ...options,
      })
    }
    return { message_id, has_photo }
  } catch (error) {
    return isEdited(error) ? { message_id, has_photo } : undefined
  }
}

/** The text of a second copy. A full caption has no room for the line that says so. */
function repeated({ text, photo, repeat_line: line }: MessagePayload): string {
  const both = line ? `${line}\n\n${text}` : text
  return photo && shownLength(both) > CAPTION_LENGTH ? text : both
}

/** Whether a message comes without a sound: in the quiet hours, to a chat of the shop or to a staff member. */
async function isSilent({ container }: Sender, chatId: ChatAddress): Promise<boolean> {
  if (!isQuiet(new Date(), settingsOf(container).quietHours)) {
    return false
  }
  return isGroupAddress(chatId) || (await workshopOf(container).findActiveMember(chatId)) !== undefined
}

/** Reply parameters for a message of the same chat, by its Telegram id, or by its key if it was sent. */
async function replyTo({ container }: Sender, chatId: string, to: string | number | undefined) {
  const [row] =
    typeof to === "string"
      ? await outboxOf(container).listMessages({ key: to, chat_id: chatId }, { take: 1 })
      : [{ message_id: to }]
  return row?.message_id
    ? { reply_parameters: { message_id: Number(row.message_id), allow_sending_without_reply: true } }
    : {}
}

/**
 * @returns undefined when the picture cannot be loaded or Telegram refuses it. The caller then sends the text
 * alone
 */
async function sendPicture(
  sender: Sender,
  picture: Picture,
  send: (file: InputFile | string) => Promise<Message>,
): Promise<Message | undefined> {
  const { container } = sender
  const file = await loaded(sender, () => photoToSend(container, picture))
  if (!file) {
    return undefined
  }
  try {
    return await remembered(sender, picture, file, await send(file))
  } catch (error) {
    if (typeof file === "string" && isWrongFile(error)) {
      await forgetPhoto(container, picture)
      const again = await loaded(sender, () => picture.load(container))
      // A user's photo exists only as its file_id. Telegram has refused that file_id, so it is not sent
      // again.
      return again && again !== file ? sendAnew(sender, picture, again, send) : undefined
    }
    if (isPictureRefused(error)) {
      return undefined
    }
    throw error
  }
}

async function sendAnew(
  sender: Sender,
  picture: Picture,
  file: InputFile | string,
  send: (file: InputFile | string) => Promise<Message>,
): Promise<Message | undefined> {
  try {
    return await remembered(sender, picture, file, await send(file))
  } catch (error) {
    if (isPictureRefused(error)) {
      return undefined
    }
    throw error
  }
}

async function loaded(
  { logger }: Sender,
  load: () => Promise<InputFile | string>,
): Promise<InputFile | string | undefined> {
  try {
    return await load()
  } catch (error) {
    logger.warn(
      `telegram: the picture cannot be loaded, the message is sent without it: ${asError(error).message}`,
    )
    return undefined
  }
}

/**
 * Stores the file_id of an uploaded picture. Only logs a failure, because the message is already delivered.
 */
async function remembered(
  { container, logger }: Sender,
  picture: Picture,
  file: InputFile | string,
  message: Message,
): Promise<Message> {
  const photo = message.photo?.at(-1)
  const isFileId = typeof file === "string" && !file.startsWith("http")
  if (photo && !isFileId) {
    await rememberPhoto(container, picture, photo.file_id).catch((error: unknown) => {
      logger.warn(
        `telegram: the file_id of an uploaded picture was not stored, it is uploaded again next time: ${asError(error).message}`,
      )
    })
  }
  return message
}
