import type { Api, InputFile } from "grammy"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import type { Message } from "grammy/types"
import type { MessagePayload, MessageRecord } from "../../modules/outbox/types"
import { isGone, isNotModified, isPictureRefused, isWrongFile } from "../runtime/api-errors"
import { forgetPhoto, photoToSend, rememberPhoto, type Picture } from "../ui/pictures"
import { asError } from "../runtime/as-error"
import { outboxOf } from "./outbox"
import { buttonsOf, pictureOf } from "./payload"

/** What sends: the shop, and Telegram. */
export type Sender = { container: MedusaContainer; api: Api; logger: Logger }

/** How a message stands in its chat. */
export type Shown = { message_id: string; has_photo: boolean }

/** A link in a text (a place on the map) is shown as a link, without a picture of where it leads. */
const NO_PREVIEW = { is_disabled: true }

/**
 * Sends a message, once.
 *
 * @throws what Telegram or the connection to it says; nothing else is thrown once Telegram was asked, so that no
 * other failure can look like a message that was not sent
 */
export async function sendMessage(
  sender: Sender,
  row: MessageRecord,
  payload: MessagePayload,
): Promise<Shown> {
  const { api } = sender
  const text =
    row.is_repeat && payload.repeat_line ? `${payload.repeat_line}\n\n${payload.text}` : payload.text
  const options = {
    parse_mode: "HTML" as const,
    reply_markup: payload.buttons ? buttonsOf(payload) : undefined,
    ...(await replyTo(sender, row.chat_id, payload.reply_to)),
  }
  const pictured =
    payload.photo &&
    (await sendPicture(sender, pictureOf(payload.photo), (file) =>
      api.sendPhoto(row.chat_id, file, { caption: text, ...options }),
    ))
  const message =
    pictured || (await api.sendMessage(row.chat_id, text, { link_preview_options: NO_PREVIEW, ...options }))
  return { message_id: String(message.message_id), has_photo: Boolean(pictured) }
}

/**
 * Edits a message into what it should be now. It keeps the picture it was sent with.
 *
 * @returns false when it is there no more
 */
export async function editMessage(
  { api }: Sender,
  { chat_id, message_id, has_photo }: MessageRecord,
  payload: MessagePayload,
): Promise<boolean> {
  const options = { parse_mode: "HTML" as const, reply_markup: buttonsOf(payload) }
  try {
    if (has_photo) {
      await api.editMessageCaption(chat_id, Number(message_id), { caption: payload.text, ...options })
    } else {
      await api.editMessageText(chat_id, Number(message_id), payload.text, {
        link_preview_options: NO_PREVIEW,
        ...options,
      })
    }
    return true
  } catch (error) {
    if (isNotModified(error)) {
      return true
    }
    if (isGone(error)) {
      return false
    }
    throw error
  }
}

/** The message that is answered, if it is still to be seen in this chat. */
async function replyTo({ container }: Sender, chatId: string, key: string | undefined) {
  const [row] = key ? await outboxOf(container).listMessages({ key, chat_id: chatId }, { take: 1 }) : []
  return row?.message_id
    ? { reply_parameters: { message_id: Number(row.message_id), allow_sending_without_reply: true } }
    : {}
}

/** @returns nothing when the picture cannot be had, or Telegram does not like it: words alone are better than none */
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
      // A file of somebody's phone is all there is of it: what was refused once is not sent again.
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
    logger.warn(`a message goes without its picture: ${asError(error).message}`)
    return undefined
  }
}

/** Telegram has the picture now; that this cannot be written down must not look like a message that failed. */
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
      logger.warn(`a picture that Telegram has is not remembered: ${asError(error).message}`)
    })
  }
  return message
}
