import { z } from "@medusajs/framework/zod"
import { LANGUAGES } from "../../../lib/shop"
import type { RouteDescriptions } from "../../route-description"
import { BindChat, PURPOSES } from "./validators"

const chat = z.strictObject({
  purpose: z.enum(PURPOSES),
  chat_id: z.string().nullable(),
  title: z.string(),
  language: z.enum(LANGUAGES).nullable(),
  source: z
    .enum(["bound", "environment"])
    .nullable()
    .describe("Bound by a person, or by the store's configuration"),
})

const answer = z.strictObject({ telegram_chats: z.array(chat) })

export const telegramChatRoutes: RouteDescriptions = {
  "GET /admin/telegram-chats": { summary: "What each of the shop's chats is for.", answer },
  "POST /admin/telegram-chats": {
    summary: "Makes a group or channel the shop's chat for a purpose.",
    body: BindChat,
    answer,
  },
}
