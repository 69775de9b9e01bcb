import { z } from "@medusajs/framework/zod"
import { LANGUAGES } from "../../../lib/shop"
import type { RouteDescriptions } from "../../route-description"
import { BindChat, PURPOSES } from "./validators"

const chat = z.strictObject({
  purpose: z.enum(PURPOSES),
  chat_id: z.string().nullable(),
  message_thread_id: z.string().nullable().describe("The topic of a group with topics"),
  title: z.string(),
  language: z.enum(LANGUAGES).nullable(),
  source: z
    .enum(["bound", "environment"])
    .nullable()
    .describe("Whether a person or the configuration bound the chat"),
  problem: z
    .string()
    .nullable()
    .describe("Why the bot cannot write to the chat, in Telegram's words; null while it can"),
})

const answer = z.strictObject({ telegram_chats: z.array(chat) })

export const telegramChatRoutes: RouteDescriptions = {
  "GET /admin/telegram-chats": { summary: "Lists the shop's chats by purpose.", answer },
  "POST /admin/telegram-chats": {
    summary: "Binds a group, a topic of a group or a channel to a purpose.",
    body: BindChat,
    answer,
  },
}
