import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listTelegramAccounts } from "./list"
import { ListTelegramAccounts } from "./validators"

/** GET /admin/telegram-accounts?customer_id&limit&offset: lists the Telegram accounts with a customer. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const params: ListTelegramAccounts = await zodValidator<unknown>(ListTelegramAccounts, req.query)
  res.json(await listTelegramAccounts(req.scope, params))
}
