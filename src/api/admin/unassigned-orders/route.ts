import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listUnassignedOrders } from "../../../workflows/outside-orders/list-unassigned-orders"

/** Maximum number of orders in the list. */
const LIMIT = 50

/** GET /admin/unassigned-orders: orders of the shop that are not with the florists, newest first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  res.json(await listUnassignedOrders(req.scope, { limit: LIMIT }))
}
