import { z } from "@medusajs/framework/zod"
import type { RouteDescriptions } from "../../route-description"

export const telegramHookRoutes: RouteDescriptions = {
  "POST /hooks/telegram": {
    summary: "Receives Telegram updates (Bot API, setWebhook) with the webhook's secret token.",
    body: z.looseObject({ update_id: z.number().int() }),
    answer: z.strictObject({}),
    errors: ["wrong_secret", "not_an_update", "bot_off"],
  },
}
