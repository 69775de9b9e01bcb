import { z } from "@medusajs/framework/zod"
import { MESSAGE_STATES } from "../../../modules/outbox/states"
import { instant, type RouteDescriptions } from "../../route-description"
import { ListTelegramMessages } from "./validators"

const message = z.strictObject({
  id: z.string(),
  key: z.string().describe("Unique key of the message; a second message with the same key is not sent"),
  kind: z.enum(["notice", "card"]),
  chat_id: z.string(),
  order_id: z.string().nullable(),
  display_id: z.number().nullable().describe("The order's number"),
  state: z.enum(MESSAGE_STATES),
  attempts: z.number(),
  last_error: z.string().nullable(),
  text: z.string().nullable().describe("Text of the message in Telegram HTML; null after it was sent"),
  can_send_again: z.boolean(),
  created_at: instant,
  sent_at: instant.nullable(),
  next_attempt_at: instant.nullable(),
})

export const telegramMessageRoutes: RouteDescriptions = {
  "GET /admin/telegram-messages": {
    summary: "Lists the shop's Telegram messages, newest first.",
    query: ListTelegramMessages,
    answer: z.strictObject({
      telegram_messages: z.array(message),
      count: z.number(),
      limit: z.number(),
      offset: z.number(),
    }),
  },
  "POST /admin/telegram-messages/:id/send": {
    summary: "Resends a message that failed, was skipped, or may not have been delivered.",
    answer: z.strictObject({ id: z.string(), state: z.literal("pending") }),
    errors: ["not_found", "message_not_repeatable"],
  },
}
