import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { sendMessageAgain } from "../../../../../workflows/outbox/send-message-again"

/** POST /admin/telegram-messages/:id/send: resends a message that did not arrive. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { id } = req.params
  await sendMessageAgain(req.scope, { id })
  res.json({ id, state: "pending" })
}
