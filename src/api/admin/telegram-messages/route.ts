import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listTelegramMessages } from "./list"
import { ListTelegramMessages } from "./validators"

/** GET /admin/telegram-messages?state&order&chat_id&limit&offset: lists the outbox messages. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const params: ListTelegramMessages = await zodValidator<unknown>(ListTelegramMessages, req.query)
  res.json(await listTelegramMessages(req.scope, params))
}
