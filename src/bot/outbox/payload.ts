import { createHash } from "node:crypto"
import { MedusaError } from "@medusajs/framework/utils"
import type { InlineKeyboardButton } from "grammy/types"
import type { MessagePayload } from "../../modules/outbox/types"
import { banner, pictureAt, pictureByFileId, type BannerName, type Picture } from "../ui/pictures"
import type { Screen } from "../ui/screen"

/** How a screen is kept: whoever sends it later has nothing but this. */
export function payloadOf(
  { text, photo, keyboard }: Screen,
  more: Pick<MessagePayload, "reply_to" | "repeat_line"> = {},
): MessagePayload {
  const buttons = keyboard?.inline_keyboard.filter((row) => row.length) ?? []
  if (photo && !isKept(photo.key)) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `The picture "${photo.key}" cannot be loaded again, so no message that is owed may show it.`,
    )
  }
  return {
    text,
    ...(buttons.length ? { buttons } : {}),
    ...(photo ? { photo: photo.key } : {}),
    ...more,
  }
}

/** What a message shows, in short: messages of one fingerprint look alike. Its picture never changes. */
export function fingerprint({ text, buttons }: MessagePayload): string {
  return createHash("sha256")
    .update(JSON.stringify([text, buttons ?? null]))
    .digest("base64url")
}

/** The buttons as the Bot API takes them. They were written by {@link payloadOf}. */
export function buttonsOf({ buttons }: MessagePayload): { inline_keyboard: InlineKeyboardButton[][] } {
  return { inline_keyboard: (buttons ?? []) as InlineKeyboardButton[][] }
}

const isKept = (key: string) => /^(banner|url|file):/.test(key)

/** A picture by its key. */
export function pictureOf(key: string): Picture {
  const value = key.slice(key.indexOf(":") + 1)
  if (key.startsWith("file:")) {
    return pictureByFileId(value)
  }
  return key.startsWith("url:") ? pictureAt(value) : banner(value as BannerName)
}
