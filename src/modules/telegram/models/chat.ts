import { model } from "@medusajs/framework/utils"
import { LANGUAGES } from "../../../lib/shop"

/** A group or channel of the shop, bound by the owner to what it is for. */
export const Chat = model.define("telegram_chat", {
  id: model.id({ prefix: "tgchat" }).primaryKey(),
  purpose: model.enum(["florists", "couriers", "shop", "admin"]).unique(),
  chat_id: model.text(),
  title: model.text().default(""),
  /** The language of what the shop writes there. */
  language: model.enum([...LANGUAGES]).default("ru"),
  bound_by: model.text().nullable(),
})
