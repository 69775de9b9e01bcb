import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { personInAdmin, type StockPerson } from "../workflows/stock/person"

/**
 * The caller as a person who works with the stock.
 *
 * @throws not_staff
 */
export function stockPersonOf(req: AuthenticatedMedusaRequest): Promise<StockPerson> {
  const { actor_type: type, actor_id: id } = req.auth_context
  return personInAdmin(req.scope, { type, id })
}
