import { model } from "@medusajs/framework/utils"
import { MESSAGE_STATES } from "../states"

/**
 * A message that the shop owes someone. It is a row before it is a message; its key makes a repeat harmless: the
 * same key is sent once. A notice is said once; a card is kept up to date afterwards.
 */
export const Message = model
  .define("outbox_message", {
    id: model.id({ prefix: "tgmsg" }).primaryKey(),
    /** Counts up: the order in which a chat gets its messages. */
    number: model.autoincrement(),
    /** What it is: "card:<assignment>:florists:0:<chat>", "transition:<id>:shopper", … */
    key: model.text().unique(),
    chat_id: model.text(),
    kind: model.enum(["notice", "card"]).default("notice"),
    order_id: model.text().nullable(),
    /** The words, the buttons and the picture's key; emptied once it is sent, for they hold personal data. */
    payload: model.json().nullable(),
    /** A fingerprint of what it should show … */
    wanted: model.text().default(""),
    /** … and of what it shows, so that an edit that changes nothing is not sent. */
    content: model.text().default(""),
    state: model.enum([...MESSAGE_STATES]).default("pending"),
    /** What to do when Telegram's answer is lost: leave it, or send it once more as a repeat. */
    when_unknown: model.enum(["leave", "repeat"]).default("leave"),
    /** It was sent a second time, for nobody knew whether the first one had arrived. */
    is_repeat: model.boolean().default(false),
    attempts: model.number().default(0),
    /** Since when it is to be sent or edited: what counts for giving it up. */
    enqueued_at: model.dateTime().nullable(),
    next_attempt_at: model.dateTime().nullable(),
    /** After this it means nothing and is left out. */
    good_until: model.dateTime().nullable(),
    last_error: model.text().nullable(),
    /** When those who watch over the shop were told that it is in trouble. */
    notified_at: model.dateTime().nullable(),
    claimed_at: model.dateTime().nullable(),
    /** The dispatcher that has it in flight. */
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
