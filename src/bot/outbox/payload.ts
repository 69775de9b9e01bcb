import { createHash } from "node:crypto"
import { MedusaError } from "@medusajs/framework/utils"
import type { InlineKeyboardButton } from "grammy/types"
import type { MessagePayload, NewMessage } from "../../modules/outbox/types"
import { banner, pictureAt, pictureByFileId, type BannerName, type Picture } from "../ui/pictures"
import type { Screen } from "../ui/screen"

/**
 * The stored form of a screen. It has all data that the dispatcher needs.
 *
 * @throws MedusaError when the picture cannot be loaded later by its key
 */
export function payloadOf(
  { text, photo, keyboard }: Screen,
  more: Pick<MessagePayload, "reply_to" | "repeat_line"> = {},
): MessagePayload {
  const buttons = keyboard?.inline_keyboard.filter((row) => row.length) ?? []
  if (photo && !isKept(photo.key)) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `The picture "${photo.key}" has no key that the outbox can load later. Use a banner, a catalogue picture or a Telegram file.`,
    )
  }
  return {
    text,
    ...(buttons.length ? { buttons } : {}),
    ...(photo ? { photo: photo.key } : {}),
    ...more,
  }
}

/**
 * Hash of the content, to detect whether an edit is needed. The picture of a notice counts; an edit of a card never changes
 * its picture.
 */
export function fingerprint({ text, buttons, photo }: MessagePayload, kind: NewMessage["kind"]): string {
  return createHash("sha256")
    .update(JSON.stringify([text, buttons ?? null, ...(photo && kind === "notice" ? [photo] : [])]))
    .digest("base64url")
}

/** The buttons in the format of the Bot API. {@link payloadOf} has written them. */
export function buttonsOf({ buttons }: MessagePayload): { inline_keyboard: InlineKeyboardButton[][] } {
  return { inline_keyboard: (buttons ?? []) as InlineKeyboardButton[][] }
}

const isKept = (key: string) => /^(banner|url|file):/.test(key)

/** Restores a picture from its key. */
export function pictureOf(key: string): Picture {
  const value = key.slice(key.indexOf(":") + 1)
  if (key.startsWith("file:")) {
    return pictureByFileId(value)
  }
  return key.startsWith("url:") ? pictureAt(value) : banner(value as BannerName)
}
