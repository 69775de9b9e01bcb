import { model } from "@medusajs/framework/utils"
import { LANGUAGES } from "../../../lib/shop"

/** A group or channel of the shop and its purpose. The owner binds chats with /bind. */
export const Chat = model.define("telegram_chat", {
  id: model.id({ prefix: "tgchat" }).primaryKey(),
  purpose: model.enum(["florists", "couriers", "shop", "admin"]).unique(),
  chat_id: model.text(),
  /** The topic of a forum (a group with topics); null for the whole chat and for the topic General. */
  message_thread_id: model.text().nullable(),
  title: model.text().default(""),
  /** Language of the shop's messages in this chat. */
  language: model.enum([...LANGUAGES]).default("ru"),
  bound_by: model.text().nullable(),
})
