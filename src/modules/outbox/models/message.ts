import { model } from "@medusajs/framework/utils"
import { MESSAGE_STATES } from "../states"

/**
 * A Telegram message that the shop must send. The row exists before the message is sent, and its key is
 * unique, so a retry does not send a duplicate. A notice is sent once; a card is edited when its content
 * changes.
 */
export const Message = model
  .define("outbox_message", {
    id: model.id({ prefix: "tgmsg" }).primaryKey(),
    /** Ascending number; defines the order of the messages in a chat. */
    number: model.autoincrement(),
    /**
     * Identifies the message, for example "card:<assignment>:florists:0:<chat>" or "transition:<id>:shopper".
     */
    key: model.text().unique(),
    /** Address of the chat: its id, or "<chat id>/<thread id>" for a topic of a forum. */
    chat_id: model.text(),
    kind: model.enum(["notice", "card"]).default("notice"),
    order_id: model.text().nullable(),
    /** Text, buttons and picture key. Null after the message is sent, because they contain personal data. */
    payload: model.json().nullable(),
    /** Hash of the wanted content. */
    wanted: model.text().default(""),
    /** Hash of the content that Telegram shows. If both hashes are equal, no edit is sent. */
    content: model.text().default(""),
    state: model.enum([...MESSAGE_STATES]).default("pending"),
    /**
     * When Telegram's answer is lost: `leave` does nothing, `repeat` sends the message once more, marked as a
     * repeat.
     */
    when_unknown: model.enum(["leave", "repeat"]).default("leave"),
    /** Whether the message waits until no other message is due, as a mailing to all shoppers does. */
    is_bulk: model.boolean().default(false),
    /** The message is sent a second time, because the first one may not have arrived. */
    is_repeat: model.boolean().default(false),
    attempts: model.number().default(0),
    /** When the message or its last change was enqueued. The time limit for giving up starts here. */
    enqueued_at: model.dateTime().nullable(),
    next_attempt_at: model.dateTime().nullable(),
    /** The message is skipped after this time. */
    good_until: model.dateTime().nullable(),
    last_error: model.text().nullable(),
    /** When staff were notified of the problem with this message. */
    notified_at: model.dateTime().nullable(),
    claimed_at: model.dateTime().nullable(),
    /** The dispatcher that is sending the message. */
    claimed_by: model.text().nullable(),
    message_id: model.text().nullable(),
    has_photo: model.boolean().default(false),
    sent_at: model.dateTime().nullable(),
  })
  .indexes([
    { on: ["chat_id", "number"], where: "state IN ('pending', 'sending') AND deleted_at IS NULL" },
    { on: ["chat_id", "message_id"] },
    { on: ["order_id"] },
    { on: ["state", "created_at"] },
  ])
