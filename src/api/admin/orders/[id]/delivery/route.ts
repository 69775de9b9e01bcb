import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { changeOrderDelivery } from "../../../../../workflows/delivery/change-order-delivery"
import { enterDelivery } from "../../../../../workflows/outside-orders/enter-delivery"
import { hasAccess } from "../../../../roles"
import { describeOrderDelivery } from "./describe"
import type { ChangeOrderDelivery } from "./validators"

/** GET /admin/orders/:id/delivery: the order's delivery, and the slots that it can move to. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { is_open, ...view } = await describeOrderDelivery(req.scope, req.params.id)
  const can_change = is_open && (await hasAccess(req, "POST", `/admin/orders/${req.params.id}/delivery`))
  res.json({ ...view, can_change })
}

/**
 * POST /admin/orders/:id/delivery: changes the delivery of a placed order. Medusa's shipping address, the cards and the
 * messages follow it. For an order that is not in the workshop it enters the delivery, and offers the order to the
 * florists. The answer is that of the GET.
 */
export async function POST(req: AuthenticatedMedusaRequest<ChangeOrderDelivery>, res: MedusaResponse) {
  const { id } = req.params
  const before = await describeOrderDelivery(req.scope, id)
  const save = before.is_in_workshop ? changeOrderDelivery : enterDelivery
  await save(req.scope, { order_id: id, changes: req.validatedBody, user_id: req.auth_context.actor_id })
  const { is_open, ...view } = await describeOrderDelivery(req.scope, id)
  res.json({ ...view, can_change: is_open })
}
