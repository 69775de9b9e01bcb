import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import type { Update } from "grammy/types"
import { runningBot } from "../../../bot/runtime/run"

const id = z.number().int()
const chat = z.looseObject({ id, type: z.string() })
const from = z.looseObject({ id, first_name: z.string() })
const message = z.looseObject({ message_id: id, chat, from: from.optional() })

/**
 * The fields of a Bot API Update that the bot relies on. Updates without them are rejected before they are
 * stored.
 */
const updateSchema = z.looseObject({
  update_id: id.nonnegative(),
  message: message.optional(),
  edited_message: message.optional(),
  channel_post: message.optional(),
  edited_channel_post: message.optional(),
  callback_query: z.looseObject({ id: z.string(), from, message: message.optional() }).optional(),
  inline_query: z.looseObject({ id: z.string(), from, query: z.string(), offset: z.string() }).optional(),
  my_chat_member: z
    .looseObject({ chat, from, new_chat_member: z.looseObject({ status: z.string() }) })
    .optional(),
})

/**
 * POST /hooks/telegram: receives updates (Bot API, setWebhook). Answers 200 once the update is stored, so that
 * Telegram does not wait for its processing, and 401 if the secret token is wrong.
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
  await bot.accept(update.data as unknown as Update)
  res.status(200).json({})
}
