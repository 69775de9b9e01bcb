import type { InferTypeOf } from "@medusajs/framework/types"
import type { Message } from "./models/message"

/** What a message shows, kept so that any process can send it, later too. */
export type MessagePayload = {
  /** Telegram HTML. */
  text: string
  /** Rows of inline buttons, as the Bot API takes them. */
  buttons?: object[][]
  /** The picture's key: an address, a file that Telegram has, or one of the bot's own. */
  photo?: string
  /** The key of the message that it answers. */
  reply_to?: string
  /** The first line when it is sent a second time, because nobody knows whether the first arrived. */
  repeat_line?: string
}

export type MessageRecord = Omit<InferTypeOf<typeof Message>, "payload"> & { payload: MessagePayload | null }

export type NewMessage = {
  key: string
  chat_id: string
  kind: "notice" | "card"
  order_id?: string | null
  payload: MessagePayload
  /** A fingerprint of what the message shows. */
  wanted: string
  when_unknown: "leave" | "repeat"
  good_until?: Date | null
  /** Why it is not sent at all: its reader has blocked the bot. */
  skipped_because?: string
  /** A card that is to stand at the bottom of its chat: sent anew, whatever was sent before. */
  anew?: boolean
}

/** A message that may be sent now: the first of its chat. */
export type DueMessage = { id: string; chat_id: string; is_edit: boolean }
