import { model } from "@medusajs/framework/utils"
import { LANGUAGES } from "../../../lib/shop"

/** A group or channel of the shop and its purpose. The owner binds chats with /bind. */
export const Chat = model.define("telegram_chat", {
  id: model.id({ prefix: "tgchat" }).primaryKey(),
  purpose: model.enum(["florists", "couriers", "shop", "admin"]).unique(),
  chat_id: model.text(),
  title: model.text().default(""),
  /** Language of the shop's messages in this chat. */
  language: model.enum([...LANGUAGES]).default("ru"),
  bound_by: model.text().nullable(),
})
