import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { payBackInCash } from "../../../../../../workflows/order-edits/pay-back-in-cash"
import { describeAssignment } from "../../assignment/describe"

/** POST /admin/orders/:id/balance/pay-back: records that the shop gave back in cash what it owes. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { id } = req.params
  await payBackInCash(req.scope, { order_id: id, user_id: req.auth_context.actor_id })
  res.json(await describeAssignment(req.scope, id))
}
