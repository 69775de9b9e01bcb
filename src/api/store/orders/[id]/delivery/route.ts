import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { changeOwnDelivery } from "../../../../../workflows/delivery/change-own-delivery"
import { readOwnDelivery } from "../../../../../workflows/delivery/read-own-delivery"
import type { ChangeOwnDelivery } from "./validators"

const answer = async ({ scope, params, auth_context: { actor_id } }: AuthenticatedMedusaRequest) =>
  readOwnDelivery(scope, { order_id: params.id, customer_id: actor_id })

/** GET /store/orders/:id/delivery: the delivery of the customer's order, and what the customer may change. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.json(await answer(req))
}

/** POST /store/orders/:id/delivery: changes the delivery of the customer's order. The answer is that of the GET. */
export async function POST(
  req: AuthenticatedMedusaRequest<ChangeOwnDelivery>,
  res: MedusaResponse,
): Promise<void> {
  const { difference, ...changes } = req.validatedBody
  await changeOwnDelivery(req.scope, {
    order_id: req.params.id,
    actor: { type: "shopper", customer_id: req.auth_context.actor_id },
    changes,
    difference,
  })
  res.json(await answer(req))
}
