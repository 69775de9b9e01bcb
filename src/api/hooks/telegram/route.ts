import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import type { Update } from "grammy/types"
import { runningBot } from "../../../bot/run"

const updateSchema = z.looseObject({ update_id: z.number().int().nonnegative() })

/**
 * Telegram brings its updates here (Bot API, setWebhook). The answer is 200 once the update is stored, so
 * that Telegram need not wait for what it causes; 401 for whoever does not know the secret.
 */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const bot = runningBot()
  if (!bot) {
    res.status(503).json({ code: "bot_off", message: "The shop's bot is not running." })
    return
  }
  if (!bot.isSecret(req.get("x-telegram-bot-api-secret-token"))) {
    res.status(401).json({ code: "wrong_secret", message: "The secret token is missing or wrong." })
    return
  }
  const update = updateSchema.safeParse(req.body)
  if (!update.success) {
    res.status(400).json({ code: "not_an_update", message: "The body is not a Telegram update." })
    return
  }
  await bot.accept(update.data as Update)
  res.status(200).json({})
}
