import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listItemHolds } from "../../../../../workflows/hold/list-item-holds"

/**
 * GET /admin/inventory-items/:id/holds: lists the carts that hold pieces of this item, with the end of each
 * hold.
 */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const result = await listItemHolds(req.scope, { inventory_item_id: req.params.id })
  res.json({ holds: result, held: result.reduce((sum, { quantity }) => sum + quantity, 0) })
}
