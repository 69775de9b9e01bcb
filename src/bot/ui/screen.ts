import type { MedusaContainer } from "@medusajs/framework/types"
import { type Api, HttpError, InlineKeyboard, InputMediaBuilder, type Keyboard } from "grammy"
import type { Message } from "grammy/types"
import { isEdited, isGone, isWrongFile } from "../runtime/api-errors"
import type { ShopContext } from "../runtime/context"
import { forgetPhoto, photoToSend, rememberPhoto, uploadOnce, type Picture } from "./pictures"

/** Bot API: a caption has at most 1024 characters after parsing of entities, a text 4096. */
export const CAPTION_LENGTH = 1024

/** Links to a map have no preview picture. */
const NO_PREVIEW = { is_disabled: true }

/** One screen of the bot: a text, a picture above and buttons below. */
export type Screen = {
  /** Telegram HTML; with a photo at most 1024 characters. */
  text: string
  photo?: Picture
  keyboard?: InlineKeyboard
}

/**
 * Shows a screen. A tap on the current screen edits that message. Any other update sends the screen as a new
 * message and deletes the old one.
 */
export async function show(ctx: ShopContext, screen: Screen): Promise<void> {
  const current = ctx.session.screen
  const isTapOnScreen = current !== undefined && ctx.callbackQuery?.message?.message_id === current.message_id
  const canEdit = isTapOnScreen && !current.reply_keyboard && (screen.photo !== undefined || !current.photo)
  if (canEdit) {
    const [edited] = await Promise.all([edit(ctx, screen, current.photo), ctx.answer()])
    if (edited) {
      ctx.session.screen = { message_id: current.message_id, photo: screen.photo?.key }
      return
    }
  }
  const message = await sendScreen(ctx.container, ctx.api, ctx.account.telegram_id, screen)
  ctx.session.screen = { message_id: message.message_id, photo: screen.photo?.key }
  await Promise.all([removeScreen(ctx, current), ctx.answer()])
}

/**
 * Asks for a contact or a location with a reply keyboard. The next {@link show} removes the keyboard and this
 * question.
 */
export async function ask(ctx: ShopContext, text: string, keyboard: Keyboard): Promise<void> {
  const current = ctx.session.screen
  const message = await ctx.api.sendMessage(ctx.account.telegram_id, text, {
    parse_mode: "HTML",
    reply_markup: keyboard.resized().oneTime(),
  })
  ctx.session.screen = { message_id: message.message_id, reply_keyboard: true }
  await Promise.all([removeScreen(ctx, current), ctx.answer()])
}

/** Keeps the current screen as a message in the chat. The next screen is a new message. */
export function leaveScreen(ctx: ShopContext): void {
  ctx.session.screen = undefined
}

/** Sends a screen to any chat. Uses the file_id of a picture that Telegram already has. */
async function sendScreen(
  container: MedusaContainer,
  api: Api,
  chatId: string,
  { text, photo, keyboard }: Screen,
): Promise<Message> {
  if (!photo) {
    return api.sendMessage(chatId, text, {
      parse_mode: "HTML",
      link_preview_options: NO_PREVIEW,
      reply_markup: keyboard,
    })
  }
  return withPhoto(container, photo, (file) =>
    api.sendPhoto(chatId, file, { caption: text, parse_mode: "HTML", reply_markup: keyboard }),
  )
}

/**
 * Edits a message so that it shows a screen.
 *
 * @param shown key of the picture that the message shows now
 * @returns false when Telegram no longer allows an edit
 */
async function editScreen(
  container: MedusaContainer,
  api: Api,
  chatId: string,
  messageId: number,
  { text, photo, keyboard }: Screen,
  shown?: string,
): Promise<boolean> {
  const markup = { reply_markup: keyboard ?? new InlineKeyboard() }
  try {
    if (!photo) {
      await api.editMessageText(chatId, messageId, text, {
        parse_mode: "HTML",
        link_preview_options: NO_PREVIEW,
        ...markup,
      })
    } else if (photo.key === shown) {
      await api.editMessageCaption(chatId, messageId, { caption: text, parse_mode: "HTML", ...markup })
    } else {
      await withPhoto(container, photo, (file) =>
        api.editMessageMedia(
          chatId,
          messageId,
          InputMediaBuilder.photo(file, { caption: text, parse_mode: "HTML" }),
          markup,
        ),
      )
    }
    return true
  } catch (error) {
    return isEdited(error)
  }
}

/** Number of retries of an edit whose response was lost. */
const EDIT_REPEATS = 2

/**
 * Edits the tapped message. Retries when the response is lost: an edit is idempotent, unlike a new message.
 */
async function edit(ctx: ShopContext, screen: Screen, shown?: string): Promise<boolean> {
  const messageId = ctx.callbackQuery?.message?.message_id
  if (messageId === undefined) {
    return false
  }
  for (let left = EDIT_REPEATS; ; left--) {
    try {
      return await editScreen(ctx.container, ctx.api, ctx.account.telegram_id, messageId, screen, shown)
    } catch (error) {
      if (!(error instanceof HttpError) || left === 0) {
        throw error
      }
    }
  }
}

type Sent = Message | true
type PhotoFile = Awaited<ReturnType<typeof photoToSend>>

function withPhoto<Result extends Sent>(
  container: MedusaContainer,
  picture: Picture,
  send: (file: PhotoFile) => Promise<Result>,
): Promise<Result> {
  return uploadOnce(container, picture, () => sendPhoto(container, picture, send))
}

async function sendPhoto<Result extends Sent>(
  container: MedusaContainer,
  picture: Picture,
  send: (file: PhotoFile) => Promise<Result>,
): Promise<Result> {
  const file = await photoToSend(container, picture)
  try {
    return await remember(container, picture, file, await send(file))
  } catch (error) {
    if (typeof file !== "string" || !isWrongFile(error)) {
      throw error
    }
    await forgetPhoto(container, picture)
    const again = await picture.load(container)
    return remember(container, picture, again, await send(again))
  }
}

async function remember<Result extends Sent>(
  container: MedusaContainer,
  picture: Picture,
  file: PhotoFile,
  sent: Result,
): Promise<Result> {
  const isFileId = typeof file === "string" && !file.startsWith("http")
  const photo = sent === true || isFileId ? undefined : sent.photo?.at(-1)
  if (photo) {
    await rememberPhoto(container, picture, photo.file_id)
  }
  return sent
}

/**
 * Deletes the previous screen. Telegram removes a reply keyboard only with a new message, so one is sent, and both are
 * deleted in one call.
 */
async function removeScreen(ctx: ShopContext, former: ShopContext["session"]["screen"]): Promise<void> {
  if (!former) {
    return
  }
  const chatId = ctx.account.telegram_id
  if (!former.reply_keyboard || ctx.session.screen?.reply_keyboard) {
    return deleteQuietly(ctx, former.message_id)
  }
  const sweep = await ctx.api.sendMessage(chatId, "🌷", { reply_markup: { remove_keyboard: true } })
  try {
    await ctx.api.deleteMessages(chatId, [sweep.message_id, former.message_id])
  } catch (error) {
    if (!isGone(error)) {
      throw error
    }
    // One of them cannot be deleted any more, so Telegram may have kept the other one too.
    await deleteQuietly(ctx, sweep.message_id)
    await deleteQuietly(ctx, former.message_id)
  }
}

/**
 * Deletes a message of the sender's chat. Ignores messages that no longer exist or are older than 48 hours
 * (Bot API).
 */
async function deleteQuietly(ctx: ShopContext, messageId: number): Promise<void> {
  try {
    await ctx.api.deleteMessage(ctx.account.telegram_id, messageId)
  } catch (error) {
    if (!isGone(error)) {
      throw error
    }
  }
}
