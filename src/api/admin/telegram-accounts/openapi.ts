import { z } from "@medusajs/framework/zod"
import { LANGUAGES } from "../../../lib/shop"
import { instant, type RouteDescriptions } from "../../route-description"
import { ListTelegramAccounts } from "./validators"

const account = z.strictObject({
  id: z.string(),
  telegram_id: z.string(),
  username: z.string().nullable(),
  name: z.string(),
  language: z.enum(LANGUAGES).nullable(),
  customer_id: z.string().nullable(),
  created_at: instant,
})

export const telegramAccountRoutes: RouteDescriptions = {
  "GET /admin/telegram-accounts": {
    summary: "Lists the Telegram accounts that have a customer, newest first. Only for owners and managers.",
    query: ListTelegramAccounts,
    answer: z.strictObject({
      telegram_accounts: z.array(account),
      count: z.number(),
      limit: z.number(),
      offset: z.number(),
    }),
    errors: ["not_allowed"],
  },
  "GET /admin/telegram-accounts/export": {
    summary: "Exports the customers who came through Telegram as CSV. Only for owners and managers.",
    errors: ["not_allowed"],
  },
}
