import type { MedusaContainer } from "@medusajs/framework/types"
import { type Api, HttpError, InlineKeyboard, InputMediaBuilder, type Keyboard } from "grammy"
import type { Message } from "grammy/types"
import { isGone, isNotModified, isWrongFile } from "../runtime/api-errors"
import type { ShopContext } from "../runtime/context"
import { forgetPhoto, photoToSend, rememberPhoto, uploadOnce, type Picture } from "./pictures"

/** Bot API: a caption has at most 1024 characters after entities, a text 4096. */
export const CAPTION_LENGTH = 1024

/** A link in a text (a place on the map) is shown as a link, without a picture of where it leads. */
const NO_PREVIEW = { is_disabled: true }

/** What a person sees: a text with a picture above and buttons below. */
export type Screen = {
  /** Telegram HTML; with a photo at most 1024 characters. */
  text: string
  photo?: Picture
  keyboard?: InlineKeyboard
}

/**
 * Shows a screen. A tap on the current screen edits it in place, so that the chat does not fill up; a typed
 * message, or a tap on another message, moves the screen to the bottom of the chat and removes the old one.
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
 * Asks for something that only a reply keyboard can give (a contact, a location). The question becomes the
 * screen until the next {@link show} takes the keyboard away.
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

/** The screen becomes an ordinary message that stays in the chat; the next screen is a new one. */
export function leaveScreen(ctx: ShopContext): void {
  ctx.session.screen = undefined
}

/** Sends a text with a picture and buttons to any chat, by file_id where Telegram has the picture. */
export async function sendScreen(
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
 * Edits a message into a screen.
 *
 * @param shown the key of the picture the message shows now
 * @returns false when the message cannot be edited any more
 */
export async function editScreen(
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
    if (isNotModified(error)) {
      return true
    }
    if (isGone(error)) {
      return false
    }
    throw error
  }
}

/** How often an edit is repeated when Telegram's answer does not come. */
const EDIT_REPEATS = 2

/** An edit says what the message should be, so one whose answer was lost may be repeated, unlike a message. */
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

/** Takes the former screen away; a reply keyboard goes only with a message that says so. */
async function removeScreen(ctx: ShopContext, former: ShopContext["session"]["screen"]): Promise<void> {
  if (!former) {
    return
  }
  const chatId = ctx.account.telegram_id
  if (former.reply_keyboard && !ctx.session.screen?.reply_keyboard) {
    const sweep = await ctx.api.sendMessage(chatId, "🌷", { reply_markup: { remove_keyboard: true } })
    await deleteQuietly(ctx, sweep.message_id)
  }
  await deleteQuietly(ctx, former.message_id)
}

/** Deletes a message of this chat; one that is gone or too old (48 hours, Bot API) is left. */
export async function deleteQuietly(ctx: ShopContext, messageId: number): Promise<void> {
  try {
    await ctx.api.deleteMessage(ctx.account.telegram_id, messageId)
  } catch (error) {
    if (!isGone(error)) {
      throw error
    }
  }
}
