import type { InferTypeOf } from "@medusajs/framework/types"
import type { Message } from "./models/message"

/** Content of a message, stored so that any process can send it later. */
export type MessagePayload = {
  /** Telegram HTML. */
  text: string
  /** Rows of the Bot API's inline keyboard. */
  buttons?: object[][]
  /** Picture key: a URL, a Telegram file_id, or the name of one of the bot's own pictures. */
  photo?: string
  /** The message that this message replies to: its key, or its Telegram id. */
  reply_to?: string | number
  /** First line of a repeat, which says that the message may have arrived before. */
  repeat_line?: string
}

export type MessageRecord = Omit<InferTypeOf<typeof Message>, "payload"> & { payload: MessagePayload | null }

export type NewMessage = {
  key: string
  chat_id: string
  kind: "notice" | "card"
  order_id?: string | null
  payload: MessagePayload
  /** Hash of the content. */
  wanted: string
  when_unknown: "leave" | "repeat"
  good_until?: Date | null
  is_bulk?: boolean
  /** Reason for not sending the message: the reader has blocked the bot. */
  skipped_because?: string
  /** Whether a card is sent as a new message at the end of its chat, even if it was sent before. */
  anew?: boolean
}

/** A message to send now: the first message of its chat. */
export type DueMessage = { id: string; chat_id: string; is_edit: boolean }
